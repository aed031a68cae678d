//! `unblame explain`: a rule, or a place in a document.

mod place;
mod rule;

use unblame_workspace::ConfigError;

use self::place::Place;
use super::{Outcome, report_all};
use crate::cli::Explain;

pub(crate) fn run(args: &Explain) -> Outcome {
    match Place::parse(&args.subject) {
        None => rule::run(args),
        Some(Ok(place)) => place::run(args, &place),
        Some(Err(problem)) => Err(report_all(&[ConfigError::new(problem)])),
    }
}
