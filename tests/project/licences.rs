//! Every crate that the program is built from has a licence compatible with MIT OR Apache-2.0. The
//! crates of the lock file are looked up among those already downloaded; no network is used.

use serde_json::Value;
use spdx::expression::Expression;
use spdx::{LicenseItem, ParseMode};
use std::process::Command;

/// Licences that require no more than attribution, or that cover a crate's own files only.
const FINE: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

fn is_fine(licence: &str) -> bool {
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else { return false };
    expression.evaluate(|required| match &required.license {
        LicenseItem::Spdx { id, .. } => FINE.contains(&id.name),
        LicenseItem::Other { .. } => false,
    })
}

#[test]
fn expressions_are_understood() {
    for fine in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR Zlib", "(MIT OR X11) AND Unicode-3.0"] {
        assert!(is_fine(fine), "{fine}");
    }
    for bad in ["", "GPL-3.0-only", "MIT AND AGPL-3.0-only", "LicenseRef-x", "proprietary"] {
        assert!(!is_fine(bad), "{bad}");
    }
}

#[test]
fn every_crate_may_be_used() {
    let text = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{program}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    };
    // For crates of other systems, not even the descriptions need be present.
    let rustc = text("rustc", &["-vV"]);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let arguments = [
        "metadata",
        "--format-version=1",
        "--locked",
        "--offline",
        "--filter-platform",
        host,
        "--manifest-path",
        manifest,
    ];
    let metadata: Value = serde_json::from_str(&text(env!("CARGO"), &arguments)).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !is_fine(package["license"].as_str().unwrap_or_default()))
        .map(|package| {
            format!("{} {}: {}", package["name"], package["version"], package["license"])
        })
        .collect();
    assert!(packages.len() > 100, "{} packages", packages.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
