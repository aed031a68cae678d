//! The command line: one module for what goes in, one for what comes out, one for what comes of it.

mod baseline;
mod explain;
mod files;
mod fix;
mod format;
mod git;
mod html;
mod input;
mod machine;
mod pack_test;
mod rules;
mod sections;
mod setup;
mod status;
mod suppress;
mod threads;
