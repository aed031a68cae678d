//! The words that tell who is human: what packs declare, and what the configuration lists.

use super::RuleSetBuilder;
use super::pack::People;
use super::words::WordCompiler;
use crate::word::{Class, Lexicon, WordId, noun_forms};

impl WordCompiler {
    /// Who is human, as packs say.
    pub(super) fn people(&mut self, people: &People) {
        let plain: [(&[String], Class); 8] = [
            (&people.adjectives, Class::ADJECTIVE),
            (&people.human_modifiers, Class::HUMAN_MODIFIER),
            (&people.products, Class::PRODUCT),
            (&people.named_products, Class::NAMED_PRODUCT),
            (&people.names, Class::GIVEN_NAME),
            (&people.plural_roles, Class::ROLES),
            (&people.departments, Class::DEPARTMENT),
            (&people.assistants, Class::ASSISTANT),
        ];
        for (words, class) in plain {
            for word in words {
                self.lexicon.add(&word.to_lowercase(), class);
            }
        }
        let nouns: [(&[String], Class, Class); 8] = [
            (&people.roles, Class::ROLE, Class::ROLES),
            (&people.ambiguous_roles, Class::AMBIGUOUS, Class::AMBIGUOUS),
            (&people.machine_roles, Class::ROLE | Class::MACHINE_ROLE, Class::ROLES),
            (&people.groups, Class::GROUP, Class::GROUP),
            (&people.vendors, Class::VENDOR, Class::VENDOR),
            (&people.customers, Class::CUSTOMER, Class::CUSTOMER),
            (&people.adversaries, Class::ADVERSARY, Class::ADVERSARY),
            (&people.system_heads, Class::SYSTEM_HEAD, Class::SYSTEM_HEAD),
        ];
        for (words, singular, plural) in nouns {
            for word in words {
                for (index, form) in noun_forms(&word.to_lowercase()).into_iter().enumerate() {
                    self.lexicon.add(&form, if index == 0 { singular } else { plural });
                }
            }
        }
    }

    /// Who the configuration says is human, and who is not.
    pub(super) fn roster(&mut self, settings: &RuleSetBuilder) {
        for name in &settings.systems {
            for word in name.split_whitespace() {
                self.lexicon.add(&word.to_lowercase(), Class::SYSTEM_ROSTER);
            }
        }
        if settings.people.is_empty() {
            return;
        }
        let listed = self.listed();
        for name in &settings.people {
            let name = name.to_lowercase();
            let words: Vec<&str> = name.split_whitespace().collect();
            // Alone, parts of names ("Page", "Build") are words more often than people, unless they are all that the roster says.
            let known = |lexicon: &Lexicon, word: &str| lexicon.get(word) != WordId::UNKNOWN || listed.contains(word);
            for word in &words {
                let bare = word.trim_start_matches('@');
                if word.starts_with('@') {
                    self.lexicon.add(word, Class::ROSTER);
                }
                if (words.len() == 1 && bare == *word) || !known(&self.lexicon, bare) {
                    self.lexicon.add(bare, Class::ROSTER);
                }
            }
        }
    }
}
