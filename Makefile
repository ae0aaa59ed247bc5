# Everything a developer does, one word each. `make help` lists them.
SHELL := /bin/bash
KUBEOPS ?= in-repo
BUILD := dotnet build FineTuneOperator.sln --nologo -v quiet -p:KubeOps=$(KUBEOPS)

.DEFAULT_GOAL := help
.PHONY: help setup build test verify stores samples demo up down bench fmt manifests

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Install what is missing, restore packages
	@build/scripts/setup

build: setup ## Build everything, warnings as errors
	@$(BUILD)

test: build ## Run all tests (T="Storage Api" runs the projects whose names hold a word)
	@build/scripts/test $(T)

verify: setup ## What CI runs: format check, build, all tests
	@dotnet format whitespace FineTuneOperator.sln --no-restore --verify-no-changes
	@$(BUILD)
	@build/scripts/test

stores: build ## Run the storage contract against s3rver and OpenStack Swift, which nobody here wrote
	@build/scripts/stores

fmt: setup ## Format the sources
	@dotnet format whitespace FineTuneOperator.sln --no-restore

manifests: build ## Write config/crd and the chart's CRDs from the C# types
	@artifacts/bin/FineTuneOperator/debug/finetune-operator manifests --out config/crd
	@cp config/crd/*.finetune.dev_*.yaml charts/finetune-operator/crds/ 2>/dev/null || cp config/crd/*.yaml charts/finetune-operator/crds/

demo: build ## Fine-tune a real model three ways on an embedded cluster, end to end
	@build/scripts/demo

samples: build ## Run every sample job on an embedded cluster, each with its scores before and after (slow; CI runs it)
	@build/scripts/samples

up: build ## Start the development cluster with the operator; leaves it running for kubectl
	@build/scripts/up

down: ## Stop the development cluster
	@build/scripts/down

bench: setup ## Run the benchmarks of docs/performance.md (B="step tokens" runs some: limit step tokens wait accuracy families generate load rows tokenize store operator)
	@for project in trainer/FineTuneTrainer operator/FineTuneOperator devcluster/DevCluster bench/FineTune.Bench; do dotnet build $$project -c Release --nologo -v quiet || exit 1; done
	@artifacts/bin/FineTune.Bench/release*/finetune-bench $(B)
