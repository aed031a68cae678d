//! Files, configuration and packs on disk: what the command line and the language server share.
