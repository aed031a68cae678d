-- For Neovim 0.7 and newer.
local file = vim.api.nvim_buf_get_name(0)
local folder = file ~= "" and vim.fn.fnamemodify(file, ":p:h") or vim.fn.getcwd()

--- The closest folder at or above this one that holds one of the names.
local function root(names)
  for _, name in ipairs(names) do
    local found = vim.fn.findfile(name, folder .. ";")
    found = found ~= "" and found or vim.fn.finddir(name, folder .. ";")
    if found ~= "" then
      return vim.fn.fnamemodify(found, ":p"):gsub("/$", ""):match("^(.*)/") or folder
    end
  end
  return folder
end

local config = {
  name = "unblame",
  cmd = { "unblame", "lsp" },
  root_dir = root({ "unblame.toml", ".unblame.toml", ".git" }),
  settings = { unblame = {} },
}

if vim.lsp.start then
  vim.lsp.start(config)
else
  -- Before 0.8 nothing keeps one server per folder for us.
  _G.unblame_clients = _G.unblame_clients or {}
  local known = _G.unblame_clients[config.root_dir]
  if not known or not vim.lsp.get_client_by_id(known) then
    known = vim.lsp.start_client(config)
    _G.unblame_clients[config.root_dir] = known
  end
  if known then
    vim.lsp.buf_attach_client(0, known)
  end
end
