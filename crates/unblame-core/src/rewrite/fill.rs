//! Fills a template from the clause of a passage.

use super::filled::Filled;
use super::inflection::{self, Number};
use super::object::Object;
use super::reading::Reading;
use super::template::{Act, Part, Polarity, Slot, Template};
use super::verb::{self, Verb};
use super::{Rewriting, Scene, branch, lean, markup};
use crate::clause::Route;
use crate::person::{self, Sentence};
use crate::rule::Found;
use crate::token::{Kind, Shape};
use crate::word::Class;

/// What there is to fill templates from.
pub(super) struct Filler<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) found: &'a Found,
    pub(super) reading: Option<&'a Reading>,
}

/// Where the parts of a filled template come from.
pub(super) struct Work<'t> {
    pub(super) template: &'t Template,
    pub(super) object: Option<Object>,
    pub(super) number: Number,
    pub(super) act: Option<Verb>,
    /// Whether the template is about the act.
    pub(super) of_act: bool,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether *no* before the object says that it was not done: "no test was written".
    pub(super) denied_by_article: bool,
}

impl Filler<'_> {
    /// The wording that a template makes of the passage; none where it has no place for something, or a slot stays empty.
    pub(super) fn fill(&self, template: &Template) -> Option<Filled> {
        let Act::Write(parts) = &template.act else { return None };
        let owned = parts.iter().any(|part| matches!(part, Part::Slot(Slot::Owned { .. })));
        let work = if owned { self.possession(template)? } else { self.work(template)? };
        let mut text = String::new();
        for (at, part) in parts.iter().enumerate() {
            match part {
                Part::Text(own) => text.push_str(own),
                Part::Gap(name) => text.extend(["{", name, "}"]),
                Part::Slot(slot) => text.push_str(&self.slot(slot, &work, at == 0)?),
            }
        }
        let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        self.finish(text, &work)
    }

    pub(super) fn sentence(&self) -> &Sentence<'_> {
        self.scene.sentence
    }

    pub(super) fn rewriting(&self) -> &Rewriting {
        &self.scene.rules.tables().rewriting
    }

    /// The place of a template with a verb.
    fn work<'t>(&self, template: &'t Template) -> Option<Work<'t>> {
        let of_act = template.uses(Slot::is_of_act);
        let lexicon = &self.scene.rules.tables().lexicon;
        let of_noun = || verb::act_of_noun(self.sentence(), self.found, lexicon).filter(|_| self.reading.is_none());
        let governed = self.reading.and_then(|reading| reading.act.clone()).or_else(of_noun);
        let verb = self.reading.map(|reading| &reading.verb);
        self.meets(template).then_some(())?;
        let behind = governed.is_none().then(|| self.act_after(template)).flatten();
        let content = if of_act && behind.is_none() { governed.as_ref()? } else { verb? };
        let head = self.sentence().tokens[content.at].word;
        let never = &self.rewriting().never_passive;
        if template.is_passive()
            && !template.uses(|slot| *slot == Slot::Behind)
            && never.iter().any(|words| words.starts_with(head))
        {
            return None;
        }
        let start = self.start(template, of_act)?;
        let (number, end) = (Number::Singular, content.end);
        let act = governed.clone().or(behind);
        let mut work = Work { template, object: None, number, act, of_act, start, end, denied_by_article: false };
        if template.uses(|slot| matches!(slot, Slot::Object(_) | Slot::NoObject)) {
            let object = self.object(content, template)?;
            let end = work.act.as_ref().filter(|_| of_act && governed.is_none()).map_or(object.end, |act| act.end);
            work = Work { number: self.number(&object), end: end.max(content.end), object: Some(object), ..work };
        } else if template.uses(|slot| matches!(slot, Slot::Clause)) {
            self.clause_opener(content.end)?;
        } else if template.uses(|slot| matches!(slot, Slot::Rest)) {
            // Only questions are turned around as a whole.
            self.sentence().tokens[start].is(Class::WH).then_some(())?;
            work.end = self.rest(content.end);
        } else {
            let person = self.sentence().get(content.end + 1).is_some_and(|next| next.is(Class::OBJECT_PRONOUN));
            // "checked with me"
            (self.stands_alone(content.end) && !person).then_some(())?;
        }
        let denied = self.swallow_denial(&mut work);
        let asked = self.reading.is_some_and(|reading| reading.asked);
        work.denied_by_article = self.is_denied_by_article(&work);
        (self.fits(&work) && (denied || !asked)).then_some(work)
    }

    /// The conditions of a template on the words of the passage.
    fn meets(&self, template: &Template) -> bool {
        let sentence = self.sentence();
        if let Some(lists) = &template.noun {
            let tokens = &sentence.tokens[self.found.start..self.found.end];
            let noun = tokens.iter().any(|token| lists.iter().any(|words| words.contains(token.word)));
            return noun && self.reading.is_none();
        }
        let verb = template.verb.as_ref().is_none_or(|lists| {
            let verb = self.reading.map(|reading| sentence.tokens[reading.verb.at].word);
            verb.is_some_and(|verb| lists.iter().any(|words| words.starts_with(verb)))
        });
        let act = template.act_verb.as_ref().is_none_or(|lists| {
            let act = self.reading.and_then(|reading| reading.act.as_ref()).map(|act| sentence.tokens[act.at].word);
            act.is_some_and(|act| lists.iter().any(|words| words.starts_with(act)))
        });
        let negated = self.reading.is_some_and(|reading| reading.negation.is_some());
        verb && act && template.negated.is_none_or(|wanted| wanted == negated)
    }

    /// "a test was not written" is "no test was written".
    fn is_denied_by_article(&self, work: &Work<'_>) -> bool {
        let sentence = self.sentence();
        let Some(object) = work.object.filter(|object| object.end > object.start + 1) else { return false };
        let Act::Write(parts) = &work.template.act else { return false };
        let first = matches!(parts.first(), Some(Part::Slot(Slot::Object(_)))) && work.template.is_passive();
        let article = matches!(&*sentence.folded(object.start), "a" | "an");
        let amount =
            matches!(&*sentence.folded(object.start + 1), "lot" | "few" | "couple" | "bit" | "number" | "single" | "little");
        first
            && article
            && !amount
            && self.denies(work.template)
            && self.reading.is_none_or(|reading| reading.negation != Some("never"))
    }

    /// Whether the wording says that something was not done.
    fn denies(&self, template: &Template) -> bool {
        let negated = self.reading.is_some_and(|reading| reading.negation.is_some());
        let wanted = if negated { Polarity::Same } else { Polarity::Opposite };
        template.uses(|slot| *slot == Slot::Be(wanted))
    }

    /// Whether the words around the new ones go with them.
    fn fits(&self, work: &Work<'_>) -> bool {
        let sentence = self.sentence();
        let negated = self.reading.is_some_and(|reading| reading.negation.is_some());
        let turns = work.template.uses(|slot| matches!(slot, Slot::Be(Polarity::Opposite))) && !negated;
        let denies = self.denies(work.template);
        let source = |at: usize| sentence.get(at).map(|_| sentence.folded(at)).unwrap_or_default();
        let first = work.object.map(|object| source(object.start)).unwrap_or_default();
        // "both were not checked" may mean one of them, "one of them was not asked" means another.
        let part = first == "one" && work.object.is_some_and(|object| source(object.start + 1) == "of");
        let counted = part || matches!(&*first, "both" | "all" | "every" | "each" | "everything");
        if denies && (counted || lean::ends_with_too(sentence, work.end)) {
            return false;
        }
        let wanted = work.template.next.as_ref();
        let Some(next) = sentence.get(work.end) else { return wanted.is_none() };
        let after = sentence.folded(work.end);
        // "too" has no place beside a negation; "by rebooting it" leans on the doer, unless a passive stands before it.
        // "not followed without approval" says the opposite.
        let odd = denies && (after == "without" || lean::names_a_means(sentence, work.end))
            || turns && after == "as"
            || turns && matches!(&*after, "too" | "also" | "some")
            || after == "by" && !work.template.is_passive();
        !odd && wanted.is_none_or(|lists| lists.iter().any(|words| words.starts_with(next.word)))
    }

    /// "let the lease *expire*": the verb behind the object.
    fn act_after(&self, template: &Template) -> Option<Verb> {
        let at = Object::end_before(self.sentence(), self.reading?.verb.end, template.until.as_ref()?)?;
        let verb = self.sentence().tokens[at].is(Class::BASE);
        verb.then(|| verb::verb(self.sentence(), at, &self.scene.rules.tables().lexicon))
    }

    /// The first token that goes.
    fn start(&self, template: &Template, of_act: bool) -> Option<usize> {
        if let Some(reading) = self.reading {
            return Some(reading.start);
        }
        // "a failure by the crew to inspect": from the article on.
        let start = self.found.start;
        let sentence = self.sentence();
        let article = sentence.before(start).is_some_and(|token| token.is(Class::DETERMINER) && !token.is(Class::WH));
        let start = if article { start - 1 } else { start };
        // "the cause was Kim's failure to test it": from whose failure it was.
        let noun = template.noun.as_ref().and_then(|lists| {
            (start..self.found.end).find(|&at| lists.iter().any(|words| words.contains(sentence.tokens[at].word)))
        });
        let phrase = noun.filter(|&at| !sentence.tokens[at].is(Class::VERB)).and_then(|at| person::left_of(sentence, at + 1));
        of_act.then_some(phrase.map_or(start, |phrase| phrase.start.max(start)))
    }

    fn object(&self, verb: &Verb, template: &Template) -> Option<Object> {
        let sentence = self.sentence();
        let from = match &template.behind {
            Some(lists) => {
                let token = sentence.get(verb.end)?;
                lists.iter().any(|words| words.contains(token.word)).then_some(verb.end + 1)?
            }
            None => verb.end,
        };
        let found = match self.reading {
            Some(_) => Object::at(sentence, self.rewriting(), from, template.until.as_ref()),
            None => Object::before_verb(sentence, self.rewriting(), from),
        };
        let fronted = self.reading.is_some_and(|reading| reading.fronted);
        let object = match found {
            Some(object) => object,
            // "the sheet that she forgot to sign": *that* is the subject now.
            None if fronted && self.gap_follows(verb.end) => self.antecedent(verb.end)?,
            None => return None,
        };
        if fronted && object.end > object.start {
            return None;
        }
        // What can be done to a thing need not be what can be done to a person.
        let passive = template.is_passive();
        let personal =
            sentence.get(object.start).is_some_and(|token| token.is(Class::OBJECT_PRONOUN) && token.is(Class::HUMAN_PRONOUN));
        if personal && !passive && template.next.is_none() && object.end == object.start + 1 {
            return None;
        }
        // Behind a preposition there is no place for what describes the object.
        let crowded = matches!(&template.act, Act::Write(parts) if matches!(parts.last(), Some(Part::Text(text)) if text.ends_with(" on")));
        let object = if crowded && object.end > object.start { object.with_phrases(sentence) } else { object };
        if let Some(heads) = &template.object {
            let opaque = sentence.tokens[object.head].kind == Kind::Opaque;
            let word = sentence.tokens[object.head].word;
            (opaque || heads.iter().any(|words| words.contains(word))).then_some(())?;
        }
        Some(object)
    }

    /// Whether an object that stands before the clause is missing here.
    fn gap_follows(&self, at: usize) -> bool {
        let verb = |token: &crate::token::Token| token.is(Class::AUXILIARY | Class::PAST) && token.kind == Kind::Word;
        self.stands_alone(at) || self.sentence().get(at).is_some_and(verb)
    }

    /// The noun before *that*, which now agrees with the verb.
    fn antecedent(&self, at: usize) -> Option<Object> {
        let sentence = self.sentence();
        let head = self.reading?.start.checked_sub(2)?;
        let noun = crate::person::left_of(sentence, head + 1)?;
        let inner = sentence.before(noun.start).is_some_and(|token| token.is(Class::PREPOSITION));
        let plural = super::number::is_plural(sentence, noun.start, head);
        (!inner).then_some(Object { start: at, end: at, head, plural })
    }

    fn number(&self, object: &Object) -> Number {
        let sentence = self.sentence();
        match () {
            () if object.start == object.end => {
                if object.plural {
                    Number::Plural
                } else {
                    Number::Singular
                }
            }
            () if object.end == object.start + 1 && sentence.folded(object.start) == "me" => Number::First,
            () if object.plural => Number::Plural,
            () => Number::Singular,
        }
    }

    /// What has to open the clause that follows the verb: *that* where it is left out.
    pub(super) fn clause_opener(&self, at: usize) -> Option<&'static str> {
        let sentence = self.sentence();
        let token = sentence.get(at)?;
        let word = sentence.folded(at);
        if word == "that" && !super::object::opens_clause(sentence, at) {
            return None;
        }
        let noun = if token.is(Class::SUBJECT_PRONOUN) {
            at + 1
        } else {
            crate::person::right_of(sentence, at).map_or(at, |noun| noun.end)
        };
        let finite = sentence.get(noun).is_some_and(|next| next.is(Class::AUXILIARY));
        if noun > at && finite && !token.is(Class::WH | Class::SUBORDINATOR) && !token.is(Class::HE_SHE | Class::THEY) {
            return Some("that");
        }
        if matches!(&*word, "how" | "what" | "which" | "whether" | "why" | "that") && token.kind == Kind::Word {
            let goes_on = sentence.get(at + 1).is_some_and(|next| next.kind == Kind::Word && !next.is(Class::TO));
            return goes_on.then_some("");
        }
        None
    }

    /// Whether the verb has no object.
    fn stands_alone(&self, at: usize) -> bool {
        let function = Class::PREPOSITION | Class::SUBORDINATOR | Class::COORDINATOR | Class::ADVERB | Class::TO;
        let verb = self.sentence().get(at + 1).is_some_and(|next| next.is(Class::BASE) || next.kind == Kind::Opaque);
        self.sentence().get(at).is_none_or(|token| {
            if token.is(Class::TO) && verb {
                return false;
            }
            let ends = token.is_break() && !token.is_punctuation('"') && !token.is_punctuation('(');
            ends || token.kind == Kind::Word && (token.is(function) || token.adverbial) && !token.is(Class::DETERMINER)
        })
    }

    /// Where the sentence ends, but for its full stop.
    fn rest(&self, from: usize) -> usize {
        let tokens = self.sentence().tokens;
        (from..tokens.len())
            .find(|&at| matches!(tokens[at].kind, Kind::Punctuation('?' | '!' | '.' | ';') | Kind::CellBreak))
            .unwrap_or(tokens.len())
    }

    /// "was supposed to lock the gate *but did not*": the template says that.
    fn swallow_denial(&self, work: &mut Work<'_>) -> bool {
        let sentence = self.sentence();
        let source = |at: usize| sentence.get(at).map(|_| sentence.folded(at)).unwrap_or_default();
        let mut at = work.end;
        if sentence.get(at).is_some_and(|token| token.is_punctuation(',')) {
            at += 1;
        }
        if !matches!(&*source(at), "but" | "yet") {
            return false;
        }
        at += 1;
        if matches!(&*source(at), "he" | "she" | "they" | "i" | "we") {
            at += 1;
        }
        let width = match (&*source(at), &*source(at + 1)) {
            ("did", "not" | "n't") | ("never", "did") => 2,
            _ => return false,
        };
        let more = match (&*source(at + width), &*source(at + width + 1)) {
            ("do", "so" | "it" | "that") => 2,
            _ => 0,
        };
        let ends = sentence
            .get(at + width + more)
            .is_none_or(|token| token.is_break() || token.is(Class::COORDINATOR | Class::SUBORDINATOR));
        if ends {
            work.end = at + width + more;
        }
        ends
    }

    fn finish(&self, mut text: String, work: &Work<'_>) -> Option<Filled> {
        let sentence = self.sentence();
        let branch = self.reading.and_then(|reading| reading.branch.as_ref());
        let mut end = work.end;
        if let Some(branch) = branch {
            (text, end) = branch::complete(sentence, branch, &text, work.end)?;
        } else if let Some((more, behind)) = self.joined(work) {
            text.push_str(&more);
            end = behind;
        }
        let range = markup::widened(sentence, work.start, end, false)?;
        if self.starts_sentence(work.start) {
            inflection::capitalise(&mut text);
        }
        let agent = self.reading.map_or(self.found.agent, |reading| reading.agent);
        let keeps_subject = self.reading.is_some_and(|reading| reading.route == Route::Coordination);
        (!work.template.has_gap() || end > work.start).then_some(Filled {
            text,
            range,
            start: work.start,
            end,
            agent,
            keeps_subject,
        })
    }

    /// Whether the sentence, or a cell, starts here, and starts with a capital.
    fn starts_sentence(&self, start: usize) -> bool {
        let sentence = self.sentence();
        let before = &sentence.tokens[..start];
        // "b) The contractor"
        let listed = matches!(before, [_, close] if close.is_punctuation(')')) && sentence.source(0).len() < 3;
        let opens = listed
            || !before.iter().any(|token| token.kind == Kind::Word)
            || before.last().is_some_and(|token| {
                // A bold line of its own is the head of what follows.
                let next = sentence.tokens[start].range.start();
                let gap = sentence.text.get(token.range.end().into()..next.into()).unwrap_or_default();
                matches!(token.kind, Kind::CellBreak | Kind::LineBreak) || gap.starts_with("**") && gap.contains('\n')
            });
        let first = &sentence.tokens[start];
        let lower =
            first.kind == Kind::Word && first.shape == Shape::Lower && !sentence.source(start).starts_with(char::is_uppercase);
        opens && !lower
    }
}
