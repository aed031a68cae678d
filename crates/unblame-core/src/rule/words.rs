//! The words and phrases that one element of a pattern accepts, with the forms that packs do not spell out.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::element::Lead;
use super::filter::WordFilter;
use super::pack::List;
use super::pattern::{Atom, Forms};
use crate::token::{self, Token};
use crate::word::{Class, Form, Lexicon, WordId, noun_forms, verb_forms};

/// Words after which the object of a verb may stand: "take *the site* down".
const PARTICLES: &[&str] = &["down", "up", "off", "out", "over", "in", "on", "away", "back", "offline", "through", "apart"];

/// Of each entry of a list the word that turns up least often.
#[derive(Debug, Clone, Default)]
pub(super) struct Rarest {
    pub(super) words: Vec<WordId>,
    /// How many tokens lie before it.
    pub(super) lead: Lead,
    /// How often they all turn up, as by [`Lexicon::frequency`].
    pub(super) cost: u32,
    /// Of these words.
    pub(super) filter: WordFilter,
    /// For each phrase, in their order, its rarest word and where that stands in it; sorted by the word.
    phrases: Vec<(WordId, u32, u32)>,
}

impl Rarest {
    fn of(words: &Words, lexicon: &Lexicon) -> Self {
        let mut all = Self { lead: Lead { least: usize::MAX, most: 0 }, ..Self::default() };
        for (place, entry) in words.entries().enumerate() {
            let choices = entry.iter().enumerate().filter(|(_, word)| **word != Words::OBJECT);
            let Some((at, &word)) = choices.min_by_key(|(_, word)| lexicon.frequency(**word)) else { continue };
            let objects = entry[..at].iter().filter(|word| **word == Words::OBJECT).count();
            // An adverb may slip in before each word but the first.
            let most = if at == 0 { 0 } else { at + 1 + objects * (Words::OBJECT_WIDTH - 1) };
            all.lead = Lead { least: all.lead.least.min(at), most: all.lead.most.max(most) };
            all.words.push(word);
            if let Some(phrase) = place.checked_sub(words.single.len()) {
                let index = |place| u32::try_from(place).unwrap_or(u32::MAX);
                all.phrases.push((word, index(phrase), index(at)));
            }
        }
        all.phrases.sort_unstable();
        all.words.sort_unstable();
        all.words.dedup();
        all.cost = all.words.iter().map(|&word| lexicon.frequency(word)).sum();
        all.filter = WordFilter::new(all.words.len(), all.words.iter().copied());
        all.lead.least = all.lead.least.min(all.lead.most);
        all
    }
}

/// Words and phrases; several patterns share one list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Sorted.
    single: Vec<WordId>,
    /// Whole phrases, sorted by the first word, longer ones first.
    phrases: Vec<Box<[WordId]>>,
    /// Their first words, in the same order.
    heads: Vec<WordId>,
    /// Of the words that an entry may start with.
    filter: WordFilter,
    /// Of the words that an entry may end with.
    last: WordFilter,
    rarest: Rarest,
    /// The least and the largest number of tokens that an entry takes.
    pub(super) width: (usize, usize),
}

impl Words {
    /// In a phrase: the short object between a verb and its particle.
    pub(crate) const OBJECT: WordId = WordId(u32::MAX);
    /// How many tokens such an object may have.
    pub(crate) const OBJECT_WIDTH: usize = 5;

    pub(crate) fn contains(&self, word: WordId) -> bool {
        self.filter.has(word) && self.single.binary_search(&word).is_ok()
    }

    /// The phrases that start with a word, longer ones first.
    pub(crate) fn phrases(&self, first: WordId) -> &[Box<[WordId]>] {
        if self.phrases.is_empty() || !self.filter.has(first) {
            return &[];
        }
        let start = self.heads.partition_point(|&head| head < first);
        let length = self.heads[start..].iter().take_while(|&&head| head == first).count();
        &self.phrases[start..start + length]
    }

    /// Whether an entry may start with this word, at a glance: the answer *yes* may be wrong.
    #[inline]
    pub(crate) fn may_start(&self, word: WordId) -> bool {
        self.filter.has(word)
    }

    /// Whether an entry may stand around its rarest word at `at`: that word alone, or with the words of a phrase beside it.
    pub(super) fn may_stand(&self, tokens: &[Token], at: usize) -> bool {
        let word = tokens[at].word;
        if self.contains(word) {
            return true;
        }
        if !self.rarest.filter.has(word) {
            return false;
        }
        let phrases = &self.rarest.phrases;
        let first = phrases.partition_point(|(rarest, ..)| *rarest < word);
        phrases[first..].iter().take_while(|(rarest, ..)| *rarest == word).any(|&(_, phrase, place)| {
            let (before, behind) = self.phrases[phrase as usize].split_at(place as usize);
            beside(before.last(), tokens[..at].iter().rev()) && beside(behind.get(1), tokens[at + 1..].iter())
        })
    }

    /// Whether an entry starts with this word.
    pub(crate) fn starts_with(&self, word: WordId) -> bool {
        self.contains(word) || !self.phrases(word).is_empty()
    }

    /// All entries: single words, then phrases.
    pub(super) fn entries(&self) -> impl Iterator<Item = &[WordId]> {
        self.single.iter().map(std::slice::from_ref).chain(self.phrases.iter().map(|phrase| &**phrase))
    }

    /// Whether an entry may end with this word, at a glance.
    pub(crate) fn may_end(&self, word: WordId) -> bool {
        self.last.has(word)
    }

    /// The words that an entry may start with.
    pub(super) fn first(&self) -> &WordFilter {
        &self.filter
    }

    /// The words that an entry may end with.
    pub(super) fn last(&self) -> &WordFilter {
        &self.last
    }

    /// The words to look for.
    pub(super) fn rarest(&self) -> &Rarest {
        &self.rarest
    }

    fn finish(mut self, lexicon: &Lexicon) -> Self {
        self.single.sort_unstable();
        self.single.dedup();
        self.phrases.sort_unstable_by(|a, b| (a[0], b.len(), a).cmp(&(b[0], a.len(), b)));
        self.phrases.dedup();
        self.heads = self.phrases.iter().map(|phrase| phrase[0]).collect();
        self.filter = WordFilter::new(self.single.len() + self.heads.len(), self.single.iter().chain(&self.heads).copied());
        let last = self.phrases.iter().filter_map(|phrase| phrase.last());
        self.last = WordFilter::new(self.single.len() + self.phrases.len(), self.single.iter().chain(last).copied());
        self.rarest = Rarest::of(&self, lexicon);
        let width = |phrase: &[WordId]| {
            let objects = phrase.iter().filter(|&&word| word == Self::OBJECT).count();
            (phrase.len(), phrase.len() + objects * (Self::OBJECT_WIDTH - 1))
        };
        let single = (!self.single.is_empty()).then_some((1, 1));
        let widths = self.phrases.iter().map(|phrase| width(phrase)).chain(single);
        self.width = widths.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((1, 1));
        self
    }
}

/// Whether the next of some tokens is a word of a phrase; adverbs may stand before it, and an object may be anything.
fn beside<'t>(word: Option<&WordId>, mut tokens: impl Iterator<Item = &'t Token>) -> bool {
    let Some(&word) = word.filter(|word| **word != Words::OBJECT) else { return true };
    tokens.find(|token| token.word == word || !token.adverbial).is_some_and(|token| token.word == word)
}

/// Turns what packs write into [`Words`], each list once.
#[derive(Debug, Default)]
pub(super) struct WordCompiler {
    pub(super) lexicon: Lexicon,
    /// The packs that share the lists of now.
    pub(super) scope: usize,
    /// In lower case.
    lists: BTreeMap<(usize, String), Arc<List>>,
    compiled: FxHashMap<(usize, String, Forms), Arc<Words>>,
    /// Single words that patterns write.
    plain: FxHashMap<WordId, Arc<Words>>,
    /// What elements accept, by how they are written, and in which scope: patterns often write the same.
    written: FxHashMap<Vec<Atom>, (usize, Vec<Arc<Words>>)>,
    /// The forms of each verb, with their place in the order of [`Forms`].
    verbs: FxHashMap<String, Vec<(usize, WordId)>>,
}

impl WordCompiler {
    /// Adds the entries of a list to what is known of it.
    pub(super) fn declare(&mut self, name: &str, list: &List) {
        let known = Arc::make_mut(self.lists.entry((self.scope, name.to_owned())).or_default());
        let lower = |entries: &[String]| entries.iter().map(|entry| entry.to_lowercase()).collect::<Vec<_>>();
        known.verbs.extend(lower(&list.verbs));
        known.nouns.extend(lower(&list.nouns));
        known.words.extend(lower(&list.words));
    }

    /// Makes all verbs of all lists known as verbs, wherever they stand.
    pub(super) fn register_verbs(&mut self) {
        let lists: Vec<Arc<List>> = self.lists.values().map(Arc::clone).collect();
        for verb in lists.iter().flat_map(|list| &list.verbs) {
            self.verb(verb.split(' ').next().unwrap_or(verb), Forms::default());
        }
    }

    /// The lists of the scope.
    pub(super) fn list_names(&self) -> Vec<String> {
        self.lists.keys().filter(|(scope, _)| *scope == self.scope).map(|(_, name)| name.clone()).collect()
    }

    /// The first scope with a list of this name.
    pub(super) fn scope_of_list(&self, list: &str) -> Option<usize> {
        self.lists.keys().filter(|(_, name)| name == list).map(|(scope, _)| *scope).min()
    }

    /// The words of all lists.
    pub(super) fn listed(&self) -> FxHashSet<String> {
        let entries = self.lists.values().flat_map(|list| list.nouns.iter().chain(&list.words).chain(&list.verbs));
        entries.cloned().collect()
    }

    /// What an element accepts: its lists, and its own words together.
    ///
    /// # Errors
    ///
    /// The name of a list that does not exist.
    pub(super) fn atoms(&mut self, atoms: &[Atom]) -> Result<Vec<Arc<Words>>, String> {
        if let [Atom::Word(word)] = atoms
            && token::is_plain(word)
        {
            let word = self.lexicon.add(word, Class::NONE);
            let one = || Words { single: vec![word], ..Words::default() }.finish(&self.lexicon);
            return Ok(vec![Arc::clone(self.plain.entry(word).or_insert_with(|| Arc::new(one())))]);
        }
        if let Some(known) = self.written.get(atoms).filter(|(scope, _)| *scope == self.scope) {
            return Ok(known.1.clone());
        }
        let all = self.fresh(atoms)?;
        self.written.insert(atoms.to_vec(), (self.scope, all.clone()));
        Ok(all)
    }

    fn fresh(&mut self, atoms: &[Atom]) -> Result<Vec<Arc<Words>>, String> {
        let mut all = Vec::new();
        let mut own = Words::default();
        for atom in atoms {
            match atom {
                Atom::Word(word) => self.phrase(&mut own, word),
                Atom::Noun(noun) => noun_forms(noun).iter().for_each(|form| self.phrase(&mut own, form)),
                Atom::Verb(lemma, forms) => self.verb_phrase(&mut own, lemma, *forms),
                Atom::List(name, forms) => all.push(self.list(name, *forms)?),
            }
        }
        if !own.single.is_empty() || !own.phrases.is_empty() {
            all.push(Arc::new(own.finish(&self.lexicon)));
        }
        Ok(all)
    }

    fn list(&mut self, name: &str, forms: Forms) -> Result<Arc<Words>, String> {
        let key = (self.scope, name.to_owned(), forms);
        if let Some(words) = self.compiled.get(&key) {
            return Ok(Arc::clone(words));
        }
        let Some(list) = self.lists.get(&(self.scope, name.to_owned())).map(Arc::clone) else { return Err(name.to_owned()) };
        let mut words = Words::default();
        for verb in &list.verbs {
            self.verb_phrase(&mut words, verb, forms);
        }
        for noun in list.nouns.iter().flat_map(|noun| noun_forms(noun)) {
            self.phrase(&mut words, &noun);
        }
        for word in &list.words {
            self.phrase(&mut words, word);
        }
        let words = Arc::new(words.finish(&self.lexicon));
        self.compiled.insert(key, Arc::clone(&words));
        Ok(words)
    }

    /// Adds a word or a phrase; a hyphenated word also in its spellings with a space and as one word.
    fn phrase(&mut self, words: &mut Words, phrase: &str) {
        if token::is_plain(phrase) {
            return words.single.push(self.lexicon.add(phrase, Class::NONE));
        }
        self.plain_phrase(words, phrase);
        if phrase.contains('-') && !phrase.contains(' ') && phrase.len() > 3 {
            self.plain_phrase(words, &phrase.replace('-', " "));
            self.plain_phrase(words, &phrase.replace('-', ""));
        }
    }

    fn plain_phrase(&mut self, words: &mut Words, phrase: &str) {
        let ids = self.ids(phrase);
        match ids[..] {
            [] => {}
            [word] => words.single.push(word),
            _ => words.phrases.push(ids.into()),
        }
    }

    fn ids(&mut self, phrase: &str) -> Vec<WordId> {
        let mut ids = Vec::new();
        for word in phrase.split_whitespace() {
            if token::is_plain(word) {
                ids.push(self.lexicon.add(word, Class::NONE));
            } else {
                ids.extend(token::literal(word).iter().map(|word| self.lexicon.add(word, Class::NONE)));
            }
        }
        ids
    }

    /// Adds the forms of a verb, whose first word is inflected. A particle may stand behind a short object.
    fn verb_phrase(&mut self, words: &mut Words, lemma: &str, forms: Forms) {
        let (verb, rest) = lemma.split_once(' ').unwrap_or((lemma, ""));
        let heads = self.verb(verb, forms);
        if rest.is_empty() {
            words.single.extend(heads);
            return;
        }
        let tail = self.ids(rest);
        for head in heads {
            words.phrases.push(std::iter::once(head).chain(tail.iter().copied()).collect());
            if PARTICLES.contains(&rest) {
                words.phrases.push([head, Words::OBJECT].into_iter().chain(tail.iter().copied()).collect());
            }
        }
    }

    /// Registers the forms of a one-word verb and returns those asked for. Also spells hyphenated verbs as one word.
    fn verb(&mut self, verb: &str, forms: Forms) -> Vec<WordId> {
        if !self.verbs.contains_key(verb) {
            let ids = self.register(verb);
            self.verbs.insert(verb.to_owned(), ids);
        }
        let known = self.verbs.get(verb).into_iter().flatten();
        known.filter(|(index, _)| forms.has(*index)).map(|&(_, id)| id).collect()
    }

    fn register(&mut self, verb: &str) -> Vec<(usize, WordId)> {
        let mut ids = Vec::new();
        for (form, tag) in verb_forms(verb) {
            let (index, class) = match tag {
                Form::Base => (0, Class::BASE),
                Form::S => (1, Class::S),
                Form::Past => (2, Class::PAST),
                Form::Participle => (3, Class::PARTICIPLE),
                Form::Ing => (4, Class::ING),
            };
            ids.push((index, self.lexicon.add(&form, class)));
            if form.contains('-') {
                ids.push((index, self.lexicon.add(&form.replace('-', ""), class)));
            }
        }
        ids
    }
}
