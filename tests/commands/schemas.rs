//! The JSON Schemas in `docs/schema` match the program's output.

use crate::home::{home, promised, rows, run};
use jsonschema::{Validator, draft202012};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every schema, by the command it is for.
fn schemas() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            // `stories-history.json` is for `stories --history`.
            let name = path.file_stem().unwrap().to_str().unwrap().replace('-', " --");
            (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        })
        .collect()
}

/// Commands whose rows depend on the config; their own tests compare these with the schema.
const OF_CONFIG: [&str; 1] = ["pull"];

/// Every schema of a command that prints rows of any library.
fn schemas_of_posts() -> impl Iterator<Item = (String, Value)> {
    schemas().into_iter().filter(|(command, _)| !OF_CONFIG.contains(&command.as_str()))
}

/// Checks rows against the schema of a command.
pub fn check(command: &str, rows: &[Value]) {
    let validator = validator(&schemas()[command]);
    for row in rows {
        let errors: Vec<String> =
            validator.iter_errors(row).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{command}: {errors:?} in {row}");
    }
}

/// A command with the arguments without which it prints no rows.
fn runnable(command: &str) -> &str {
    if command == "mark" { "mark --note x --dry-run --all" } else { command }
}

fn validator(schema: &Value) -> Validator {
    assert!(draft202012::meta::is_valid(schema), "{schema}");
    draft202012::new(schema).unwrap()
}

#[test]
fn every_row_of_every_command_meets_its_schema() {
    let home = home();
    for (command, schema) in schemas_of_posts() {
        let validator = validator(&schema);
        let mut count = 0;
        let command = runnable(&command);
        // The posts of the tests cover the odd cases; the built-in samples have stories.
        for arguments in ["blog", "", "-q is:draft blog"] {
            let (_, stdout, _) = run(&home, format!("{command} --json {arguments}").trim());
            for row in rows(&stdout) {
                let errors: Vec<String> =
                    validator.iter_errors(&row).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{command}: {errors:?} in {row}");
                count += 1;
            }
        }
        assert!(count > 1, "{command} printed {count} rows");
    }
}

#[test]
fn a_schema_refuses_what_is_not_promised() {
    for (command, schema) in schemas_of_posts() {
        let validator = validator(&schema);
        let home = home();
        let row = rows(&run(&home, &format!("{} --json", runnable(&command))).1).into_iter().next();
        let Some(row) = row.or_else(|| rows(&run(&home, "check blog --json").1).pop()) else {
            panic!("{command} prints nothing")
        };
        let names: Vec<String> = row.as_object().unwrap().keys().cloned().collect();
        for name in names {
            let mut less = row.clone();
            less.as_object_mut().unwrap().remove(&name);
            assert!(!validator.is_valid(&less), "{command}: {name} may be missing");
            let mut other = row.clone();
            other[&name] = serde_json::json!({ "no": 1 });
            assert!(!validator.is_valid(&other), "{command}: {name} may be anything");
        }
        let mut more = row.clone();
        more["another"] = Value::Null;
        assert!(!validator.is_valid(&more), "{command}: keys may be added");
    }
}

#[test]
fn the_tables_and_the_schemas_name_the_same_keys() {
    let mut with_json: Vec<String> = Vec::new();
    for (command, schema) in schemas() {
        let mut required: Vec<&str> =
            schema["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let mut keys = promised(&command);
        required.sort_unstable();
        keys.sort_unstable();
        assert_eq!(keys, required, "{command}");
        with_json.push(command);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let text = fs::read_to_string(path).unwrap();
    let mut documented: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## `yunbao ")?.strip_suffix(" --json`"))
        .collect();
    documented.sort_unstable();
    assert_eq!(with_json, documented);
}
