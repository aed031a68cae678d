-- The set-up of `editors/neovim` for this version of Neovim, for the buffer that is open.
local editors = os.getenv("UNBLAME_EDITORS") .. "/neovim/after/"
vim.bo.filetype = "markdown"
if vim.lsp.config then
  vim.lsp.config("unblame", dofile(editors .. "lsp/unblame.lua"))
  vim.lsp.enable("unblame")
else
  dofile(editors .. "ftplugin/markdown.lua")
end
