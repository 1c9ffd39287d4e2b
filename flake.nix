{
  description = "A terminal reader for folders of Markdown news digests";

  inputs.nixpkgs.url = "nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      forEach = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
      manifest = builtins.fromTOML (builtins.readFile ./Cargo.toml);
      commit = self.shortRev or null;
    in
    {
      packages = forEach (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = manifest.package.name;
          version = manifest.workspace.package.version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          # What `yunbao --version` prints.
          env = pkgs.lib.optionalAttrs (commit != null) {
            YUNBAO_VERSION = "${manifest.workspace.package.version} (${commit})";
          };
          # The tests of the terminal need a pty and a home, which the sandbox lacks.
          cargoTestFlags = [ "--lib" ];
          nativeBuildInputs = [ pkgs.installShellFiles ];
          postInstall = pkgs.lib.optionalString (pkgs.stdenv.buildPlatform.canExecute pkgs.stdenv.hostPlatform) ''
            $out/bin/yunbao man --out man
            installManPage man/*.1
            for shell in bash zsh fish; do
              $out/bin/yunbao completions $shell > yunbao.$shell
              installShellCompletion --cmd yunbao --$shell yunbao.$shell
            done
          '';
          meta = {
            description = manifest.package.description;
            license = [
              pkgs.lib.licenses.mit
              pkgs.lib.licenses.asl20
            ];
            mainProgram = "yunbao";
          };
        };
      });

      devShells = forEach (pkgs: {
        default = pkgs.mkShell {
          packages = [
            pkgs.cargo
            pkgs.clippy
            pkgs.rustc
            pkgs.rustfmt
          ];
        };
      });
    };
}
