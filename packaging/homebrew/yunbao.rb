# Template: `bash packaging/fill` writes the file to publish.
class Yunbao < Formula
  desc "Terminal reader for folders of Markdown news digests"
  homepage "@REPOSITORY@"
  url "@SOURCE@"
  sha256 "@SHA256@"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "bash", "packaging/prepare"
    bin.install "target/release/yunbao"
    man1.install Dir["target/dist/man/*.1"]
    bash_completion.install "target/dist/bash/yunbao"
    zsh_completion.install "target/dist/zsh/_yunbao"
    fish_completion.install "target/dist/fish/yunbao.fish"
  end

  test do
    (testpath/"2026-01-14-alpha.md").write "# Alpha ships\n\nThe first line of it.\n"
    assert_match "Alpha ships", shell_output("#{bin}/yunbao list --ephemeral #{testpath}")
  end
end
