namespace FineTune.Storage.Tests;

/// <summary>What a URI may be.</summary>
public sealed class ObjectUriTests
{
    [Theory]
    [InlineData("s3://models/a/b.txt", "s3", "models", "a/b.txt")]
    [InlineData("s3://models/a/", "s3", "models", "a/")]
    [InlineData("s3://models/", "s3", "models", "")]
    [InlineData("s3://models/a%20b", "s3", "models", "a%20b")]
    [InlineData("file:///tmp/a%20b/c", "file", "", "tmp/a b/c")]
    [InlineData("file:///tmp/模型/", "file", "", "tmp/模型/")]
    public void A_uri_has_scheme_bucket_and_key_and_its_text_back(string text, string scheme, string bucket, string key)
    {
        Assert.True(ObjectUri.TryParse(text, out ObjectUri uri, out _));
        Assert.Equal((scheme, bucket, key), (uri.Scheme, uri.Bucket, uri.Key));
        Assert.Equal(text, uri.ToString());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("http://x/y", "neither")]
    [InlineData("file://host/x", "neither")]
    [InlineData("s3://models/a?versionId=1", "query")]
    [InlineData("s3://models/../x", "'..'")]
    [InlineData("s3://models/a//b", "empty segment")]
    [InlineData("s3://Up_Per/a", "bucket")]
    [InlineData("s3:///a", "bucket")]
    [InlineData("file:///tmp/%2e%2e/x", "'..'")]
    [InlineData("file:////x", "slash")]
    [InlineData("s3://models/a\nb", "control")]
    public void What_is_no_uri_is_refused_with_its_reason(string text, string reason)
    {
        Assert.False(ObjectUri.TryParse(text, out _, out string? problem));
        Assert.Contains(reason, problem);
        Assert.Throws<FormatException>(() => ObjectUri.Parse(text));
    }

    [Theory]
    [InlineData("s3://b-1/folder", "x/y.txt", "s3://b-1/folder/x/y.txt")]
    [InlineData("s3://b-1/folder/", "x/", "s3://b-1/folder/x/")]
    [InlineData("s3://b-1", "x", "s3://b-1/x")]
    [InlineData("file:///", "x", "file:///x")]
    public void A_path_is_appended_with_one_slash(string folder, string relative, string whole) =>
        Assert.Equal(whole, ObjectUri.Parse(folder).Append(relative).ToString());

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../x")]
    [InlineData("/etc")]
    [InlineData("a//b")]
    [InlineData("")]
    [InlineData(".")]
    public void A_path_that_leaves_its_folder_is_refused(string relative) =>
        Assert.Throws<FormatException>(() => ObjectUri.Parse("s3://b-1/folder/").Append(relative));

    [Fact]
    public void Credentials_never_show_their_secret()
    {
        string text = new StoreCredentials("AKIA", "s3cr3t", "t0ken").ToString();
        Assert.Contains("AKIA", text);
        Assert.DoesNotContain("s3cr3t", text);
        Assert.DoesNotContain("t0ken", text);
    }
}
