//! The verb group: auxiliaries, negation and adverbs before a verb.

use crate::person::Sentence;
use crate::token::{Kind, Token};
use crate::word::Class;

/// What stands before a verb and what it means for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the group")]
pub(crate) struct VerbGroup {
    /// Index of the first token of the group; the subject ends here.
    pub(crate) start: usize,
    /// Index of a negation in the group.
    pub(crate) negation: Option<usize>,
    pub(crate) modal: bool,
    pub(crate) perfect: bool,
    pub(crate) be: bool,
    pub(crate) got: bool,
    pub(crate) do_support: bool,
    /// After `to`: depends on another verb.
    pub(crate) infinitive: bool,
    pub(crate) form: Class,
}

impl VerbGroup {
    /// Passive: a participle after a form of `be` or `get`.
    pub(crate) fn is_passive(&self) -> bool {
        (self.be || self.got) && !self.perfect_active() && self.form.any(Class::PARTICIPLE) && !self.form.any(Class::ING)
    }

    fn perfect_active(&self) -> bool {
        self.perfect && !self.be && !self.got
    }

    /// Told as having happened: past, perfect, or past progressive, and not under a modal or a `to`.
    pub(crate) fn is_told(&self, present: bool) -> bool {
        if self.modal || self.infinitive {
            return false;
        }
        if self.is_passive() {
            return false;
        }
        let past = self.form.any(Class::PAST) || self.perfect && self.form.any(Class::PARTICIPLE);
        let progressive = self.form.any(Class::ING);
        past && (self.perfect || !self.be) || self.do_support || progressive || present && self.form.any(Class::BASE | Class::S)
    }
}

/// Reads the group to the left of the verb at `verb`.
pub(crate) fn verb_group(sentence: &Sentence<'_>, verb: usize) -> VerbGroup {
    let mut group = VerbGroup { start: verb, form: sentence.tokens[verb].class, ..VerbGroup::default() };
    let mut at = verb;
    while at > 0 && verb - at < 8 {
        let token = &sentence.tokens[at - 1];
        if !join(&mut group, sentence, token, at - 1) {
            break;
        }
        at -= 1;
        if !sentence.tokens[at].adverbial || token.is(Class::NEGATION) {
            group.start = at;
        }
        if group.infinitive {
            break;
        }
    }
    // Adverbs before the group belong to it too: "obviously never tested".
    group.start = at.min(group.start);
    group
}

fn join(group: &mut VerbGroup, sentence: &Sentence<'_>, token: &Token, at: usize) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    if token.is(Class::NEGATION) {
        group.negation = Some(at);
    } else if token.is(Class::MODAL) && !(token.is(Class::MONTH_OR_DAY) && token.is_capitalised()) && !is_name(sentence, at) {
        // "'d" is had before a participle, would before a base form.
        let had = sentence.source(at).ends_with("'d") || sentence.source(at).ends_with("’d");
        if had && group.form.any(Class::PARTICIPLE) && !group.form.any(Class::BASE) {
            group.perfect = true;
        } else {
            group.modal = true;
        }
    } else if token.is(Class::HAVE) {
        group.perfect = true;
    } else if token.is(Class::DO) {
        group.do_support = true;
    } else if token.is(Class::BE) {
        group.be = true;
    } else if token.is(Class::GET) && group.form.any(Class::PARTICIPLE) && group.start - at == 1 {
        group.got = true;
    } else if token.is(Class::TO) && group.form.any(Class::BASE) {
        group.infinitive = true;
    } else {
        return sentence.tokens[at].adverbial;
    }
    true
}

/// "Will deleted the pod": a capital inside or before a past form makes the modal a name.
fn is_name(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tokens[at].is_capitalised()
        && sentence
            .get(at + 1)
            .is_some_and(|next| next.is(Class::PAST | Class::S | Class::HAVE | Class::DO) && !next.is(Class::BASE))
}
