//! Templates: what packs write under `rewrites`, read into parts. `docs/pack-syntax.md` describes them.

use std::sync::Arc;

use crate::Applicability;
use crate::rule::Words;

/// Which verb of a passage a slot is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// The verb of the passage itself: *forgot*.
    Verb,
    /// The act that this verb governs: forgot *to renew*.
    Act,
}

/// What unblame fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The noun phrase after the verb, as it is written.
    Object(Of),
    /// *no* and the object without its article.
    NoObject,
    /// The preposition that the object stands behind.
    Behind,
    Base(Of),
    /// The verb in the tense of the passage.
    Told(Of),
    Participle(Of),
    Ing(Of),
    /// The noun that the pack lists for the verb: *response* for respond.
    Noun(Of),
    /// *be* in the tense of the passage, with its negation and adverbs.
    Be(Polarity),
    /// Another verb in the tense of the passage.
    As(String),
    /// Nothing; a clause with *that*, *how* or the like must follow the verb.
    Clause,
    /// Everything up to the end of the sentence.
    Rest,
    /// Nothing; what belonged to somebody must follow. With its article, if that is wanted.
    Owned {
        article: bool,
    },
    /// What the person of a role does: *review* for a reviewer.
    Work,
}

impl Slot {
    /// Whether it is about the act that the verb governs.
    pub(super) fn is_of_act(&self) -> bool {
        match self {
            Self::Object(of) | Self::Base(of) | Self::Told(of) | Self::Participle(of) | Self::Ing(of) | Self::Noun(of) => {
                *of == Of::Act
            }
            _ => false,
        }
    }
}

/// How a form of *be* relates to the negation of the passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Polarity {
    /// Negated if the passage is.
    Same,
    /// Negated if the passage is not.
    Opposite,
    /// Never negated.
    Plain,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Text(String),
    Slot(Slot),
    /// What only the author knows.
    Gap(String),
}

/// What a template does.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// Puts other words in the place of the clause.
    Write(Vec<Part>),
    /// Takes out words of these lists.
    Delete(Lists),
    /// Takes out the person behind *by*.
    DeleteBy,
}

/// Lists of words of packs.
pub(crate) type Lists = Box<[Arc<Words>]>;

/// A template with its conditions.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    pub(crate) act: Act,
    pub(crate) applicability: Applicability,
    /// The verb of the passage must be one of these.
    pub(crate) verb: Option<Lists>,
    /// What the verb governs must be one of these.
    pub(crate) act_verb: Option<Lists>,
    /// The object must end in one of these nouns.
    pub(crate) object: Option<Lists>,
    /// The object ends before one of these.
    pub(crate) until: Option<Lists>,
    /// The object stands behind one of these prepositions.
    pub(crate) behind: Option<Lists>,
    /// One of these must follow what is replaced.
    pub(crate) next: Option<Lists>,
    /// The passage holds one of these nouns, and no verb that tells what happened.
    pub(crate) noun: Option<Lists>,
    /// Whether the passage must be negated, or must not.
    pub(crate) negated: Option<bool>,
}

impl Template {
    /// Whether only the author can complete it.
    pub(crate) fn has_gap(&self) -> bool {
        matches!(&self.act, Act::Write(parts) if parts.iter().any(|part| matches!(part, Part::Gap(_))))
    }

    /// Whether it has such a slot.
    pub(super) fn uses(&self, wanted: impl Fn(&Slot) -> bool) -> bool {
        matches!(&self.act, Act::Write(parts) if parts.iter().any(|part| matches!(part, Part::Slot(slot) if wanted(slot))))
    }

    /// Whether it turns the object into the subject of the same verb.
    pub(super) fn is_passive(&self) -> bool {
        self.uses(|slot| matches!(slot, Slot::Participle(_)))
    }

    /// Whether it is a text to read as it stands.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(&self.act, Act::Write(parts) if !parts.iter().any(|part| matches!(part, Part::Slot(_))))
    }
}

/// The slots by name, but for `{verb=…}`.
const SLOTS: [(&str, Slot); 21] = [
    ("object", Slot::Object(Of::Verb)),
    ("no.object", Slot::NoObject),
    ("behind", Slot::Behind),
    ("verb", Slot::Told(Of::Verb)),
    ("act", Slot::Told(Of::Act)),
    ("verb.base", Slot::Base(Of::Verb)),
    ("verb.participle", Slot::Participle(Of::Verb)),
    ("verb.ing", Slot::Ing(Of::Verb)),
    ("verb.noun", Slot::Noun(Of::Verb)),
    ("act.object", Slot::Object(Of::Act)),
    ("act.base", Slot::Base(Of::Act)),
    ("act.participle", Slot::Participle(Of::Act)),
    ("act.ing", Slot::Ing(Of::Act)),
    ("act.noun", Slot::Noun(Of::Act)),
    ("be", Slot::Be(Polarity::Same)),
    ("be.not", Slot::Be(Polarity::Opposite)),
    ("be.plain", Slot::Be(Polarity::Plain)),
    ("clause", Slot::Clause),
    ("rest", Slot::Rest),
    ("owned", Slot::Owned { article: false }),
    ("a.owned", Slot::Owned { article: true }),
];

/// Reads a template.
///
/// # Errors
///
/// What is wrong, and what is valid.
pub(crate) fn parse(source: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = source;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').ok_or_else(|| format!("`{{` is never closed in `{source}`"))? + open;
        if open > 0 {
            parts.push(Part::Text(rest[..open].to_owned()));
        }
        parts.push(place(&rest[open + 1..close])?);
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    match parts.iter().rposition(|part| matches!(part, Part::Slot(Slot::Clause | Slot::Owned { .. }))) {
        Some(at) if at + 1 < parts.len() => Err(format!("`{source}`: a slot for what follows must stand at the end")),
        _ => Ok(parts),
    }
}

fn place(name: &str) -> Result<Part, String> {
    if let Some(verb) = name.strip_prefix("verb=") {
        return Ok(Part::Slot(Slot::As(verb.to_owned())));
    }
    if name == "agent.work" {
        return Ok(Part::Slot(Slot::Work));
    }
    if let Some((_, slot)) = SLOTS.iter().find(|(known, _)| *known == name) {
        return Ok(Part::Slot(slot.clone()));
    }
    // Nobody writes such a name for a gap: it is a slot with a slip.
    if ["verb.", "act.", "be.", "agent.", "object.", "a."].iter().any(|start| name.starts_with(start)) {
        let known: Vec<_> = SLOTS.iter().map(|(known, _)| *known).collect();
        return Err(format!("`{{{name}}}` is no slot; known are {}, agent.work, verb=…", known.join(", ")));
    }
    Ok(Part::Gap(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_and_gaps() {
        let parts = parse("{object} {be.not} done in {place}").unwrap();
        let text = |text: &str| Part::Text(text.to_owned());
        assert_eq!(
            parts,
            [
                Part::Slot(Slot::Object(Of::Verb)),
                text(" "),
                Part::Slot(Slot::Be(Polarity::Opposite)),
                text(" done in "),
                Part::Gap("place".into()),
            ]
        );
        assert_eq!(parse("{verb=occur}").unwrap(), [Part::Slot(Slot::As("occur".into()))]);
    }

    #[track_caller]
    fn check_error(source: &str, part: &str) {
        let message = parse(source).unwrap_err();
        assert!(message.contains(part), "{message}");
    }

    #[test]
    fn errors() {
        check_error("{object} {verb.partciple}", "verb.participle");
        check_error("{object", "never closed");
        check_error("it {be} {clause} then", "at the end");
    }
}
