//! Aliases: values that the user wants to merge, such as `k8s: kubernetes`.

use super::facet::facet_key;
use std::collections::HashMap;

/// Map from the keys of values to those of their replacements. Chains are followed and cycles
/// broken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// From a value's key to the key of its replacement, and the spelling of that.
    targets: HashMap<String, (String, String)>,
}

impl Aliases {
    /// Creates the map from pairs of a value and its replacement, as written by the user.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let direct: HashMap<String, (String, String)> = pairs
            .into_iter()
            .map(|(from, to)| (facet_key(from), (facet_key(to), to.trim().to_owned())))
            .filter(|(from, (to, _))| from != to && !from.is_empty() && !to.is_empty())
            .collect();
        let targets = direct
            .iter()
            .map(|(from, first)| {
                let mut target = first;
                let mut passed = vec![from];
                while let Some(next) = direct.get(&target.0) {
                    if passed.contains(&&target.0) {
                        break;
                    }
                    passed.push(&target.0);
                    target = next;
                }
                // In a cycle, the first key in order replaces all others.
                let is_circle = passed.contains(&&target.0);
                let least = passed.iter().min().filter(|_| is_circle);
                let target = match least {
                    Some(key) => direct.values().find(|(to, _)| to == *key).unwrap_or(target),
                    None => target,
                };
                (from.clone(), target.clone())
            })
            .filter(|(from, (to, _))| from != to)
            .collect();
        Self { targets }
    }

    /// The key that replaces a key, and the spelling to show where no post uses the replacement.
    pub fn resolve(&self, key: &str) -> Option<(&str, &str)> {
        self.targets.get(key).map(|(key, written)| (key.as_str(), written.as_str()))
    }

    /// All replaced keys, each with the key that replaces it.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.targets.iter().map(|(from, (to, _))| (from.as_str(), to.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_followed_and_circles_broken() {
        let aliases = Aliases::new([
            ("k8s", "kube"),
            ("Kube", "Kubernetes"),
            ("云原生", "cloud-native"),
            ("a", "b"),
            ("b", "c"),
            ("c", "a"),
            ("same", "Same"),
            ("", "x"),
        ]);
        let to = |key: &str| aliases.resolve(key).map(|(key, _)| key.to_owned());
        assert_eq!(to("k8s").as_deref(), Some("kubernetes"));
        assert_eq!(to("kube").as_deref(), Some("kubernetes"));
        assert_eq!(to("云原生").as_deref(), Some("cloud-native"));
        assert_eq!((to("a"), to("b").as_deref(), to("c").as_deref()), (None, Some("a"), Some("a")));
        assert_eq!((to("same"), to(""), to("other")), (None, None, None));
        assert_eq!(aliases.resolve("k8s").map(|(_, written)| written), Some("Kubernetes"));
    }
}
