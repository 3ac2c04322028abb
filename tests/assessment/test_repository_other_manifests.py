"""Project files of other languages: what they are called and which packages they need."""

import pytest

from assessment.repository.dependencies import is_manifest, read_manifest

POM = """
<project>
  <parent><groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId></parent>
  <artifactId>clinic</artifactId>
  <dependencies>
    <dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j</artifactId></dependency>
  </dependencies>
</project>
"""


@pytest.mark.parametrize(
    ("path", "text", "name", "package"),
    [
        ("pom.xml", POM, "clinic", "langchain4j"),
        ("api/build.gradle", 'dependencies { implementation "io.micrometer:micrometer-core:1.2" }',
         "api", "micrometer-core"),
        ("chat/Gemfile", 'source "https://rubygems.org"\ngem "ruby-openai", "~> 7"\n',
         "chat", "ruby-openai"),
        ("src/Score.csproj", '<PackageReference Include="Serilog.AspNetCore" Version="8" />',
         "Score", "serilog-aspnetcore"),
        ("web/mix.exs", 'defp deps, do: [{:langchain, "~> 0.3"}]', "web", "langchain"),
    ],
)  # fmt: skip
def test_a_project_file_of_another_language_tells_its_name_and_packages(
    path: str, text: str, name: str, package: str
) -> None:
    assert is_manifest(path)
    manifest = read_manifest(path, text)
    assert manifest.name == name
    assert package in manifest.dependencies


def test_the_parent_of_a_maven_project_is_neither_its_name_nor_left_out_of_what_it_needs() -> None:
    manifest = read_manifest("pom.xml", POM)
    assert "spring-boot-starter-parent" in manifest.dependencies
    assert "clinic" not in manifest.dependencies


@pytest.mark.parametrize("text", ["", "<" * 100_000, "gem '" * 10_000, "<artifactId>" * 20_000])
def test_what_is_no_project_file_is_read_to_nothing_and_soon(text: str) -> None:
    for path in ("pom.xml", "Gemfile", "build.gradle", "a.csproj", "composer.json", "mix.exs"):
        assert len(read_manifest(path, text).dependencies) < 10
