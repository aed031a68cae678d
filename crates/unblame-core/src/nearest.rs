//! "Did you mean …?"

/// Longer names are no slip of a finger, and comparing costs the product of both lengths.
const LONGEST: usize = 100;

/// The known name that is closest to `name`, or `None` where all of them are far off.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let wanted = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (similarity(&wanted, candidate), candidate))
        .filter(|&(score, _)| score >= 0.7)
        // The smaller name wins a tie, so that the answer doesn't depend on the order of the names.
        .max_by(|(a, left), (b, right)| a.total_cmp(b).then_with(|| right.cmp(left)))
        .map(|(_, candidate)| candidate)
}

/// `zonked` should find `person-zonked`, and `core/persn-zonked` should find `person-zonked`: the parts count as well.
fn similarity(wanted: &str, candidate: &str) -> f64 {
    let whole = strsim::jaro_winkler(wanted, candidate);
    let tail = wanted.rsplit_once('/').map_or(0.0, |(_, tail)| strsim::jaro_winkler(tail, candidate) - 0.01);
    let contained = if wanted.len() >= 4 && candidate.contains(wanted) { 0.8 } else { 0.0 };
    whole.max(tail).max(contained)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        let known = ["profile", "packs", "exclude", "person-zonked", "human-error", "omission"];
        assert_eq!(nearest(name, known), expected);
    }

    #[test]
    fn the_closest_name() {
        check("profil", Some("profile"));
        check("Persn-Zonked", Some("person-zonked"));
        check("core/persn-zonked", Some("person-zonked"));
        check("zonked", Some("person-zonked"));
        check("omision", Some("omission"));
        check("zzzz", None);
        check(&"profile".repeat(1_000_000), None);
    }
}
