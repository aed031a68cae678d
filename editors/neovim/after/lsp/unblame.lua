-- For Neovim 0.11 and newer. Enable it with `vim.lsp.enable("unblame")`.
return {
  cmd = { "unblame", "lsp" },
  filetypes = { "markdown", "text", "gitcommit" },
  root_markers = { "unblame.toml", ".unblame.toml", ".git" },
  settings = { unblame = {} },
}
