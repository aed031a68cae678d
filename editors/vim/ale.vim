" unblame for ALE.
function! UnblameRoot(buffer) abort
  for l:name in ['unblame.toml', '.unblame.toml']
    let l:file = ale#path#FindNearestFile(a:buffer, l:name)
    if !empty(l:file)
      return fnamemodify(l:file, ':h')
    endif
  endfor
  let l:git = ale#path#FindNearestDirectory(a:buffer, '.git')
  return empty(l:git) ? expand('#' . a:buffer . ':p:h') : fnamemodify(l:git, ':h:h')
endfunction

for s:type in ['markdown', 'text', 'gitcommit']
  call ale#linter#Define(s:type, {
      \ 'name': 'unblame',
      \ 'lsp': 'stdio',
      \ 'executable': 'unblame',
      \ 'command': '%e lsp',
      \ 'project_root': function('UnblameRoot'),
      \ 'lsp_config': {'unblame': {}},
      \ 'language': s:type ==# 'text' ? 'plaintext' : s:type,
      \ })
endfor
