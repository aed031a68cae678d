//! The closed word classes of English. They belong to the language, not to a pack.

use super::Class;

/// Each class with its words, separated by spaces.
pub(super) const CLOSED: &[(Class, &str)] = &[
    (
        Class::DETERMINER,
        "the a an this that these those some any each every no another either neither such which what whichever",
    ),
    (
        Class::QUANTIFIER,
        "one none some half most all both several many few two three four five six any each rest majority couple number bunch handful",
    ),
    (
        Class::PREPOSITION,
        "about above across after against along among around as at before behind below beneath beside besides between beyond by despite \
         down during except for from in inside into like near of off on onto out outside over past per since through throughout to toward \
         towards under until unlike up upon via with within without amid versus",
    ),
    (Class::BE, "be am is are was were been being 'm 're"),
    (Class::HAVE, "have has had having 've"),
    (Class::DO, "do does did"),
    (Class::GET, "get gets got gotten getting"),
    (Class::MODAL, "can could may might must shall should will would ought 'll 'd"),
    (Class::NEGATION, "not n't never"),
    (
        Class::ADVERB,
        "just also even still again already always often sometimes once twice too very so then there here now soon later yet ever almost \
         quite rather somehow apparently actually instead only simply perhaps maybe probably presumably allegedly reportedly seemingly \
         evidently obviously clearly really basically literally definitely certainly surely today yesterday tonight tomorrow afterwards \
         meanwhile therefore thus hence otherwise nonetheless nevertheless likewise together alone away back forward far long well fast hard \
         right straight first last next initially finally eventually all both each maybe kinda sorta indeed sadly luckily therein thereby \
         blindly merely nearly hardly barely too previously mostly partly largely sure plain flat downright outright",
    ),
    (Class::COORDINATOR, "and or but nor then plus yet & so"),
    (
        Class::SUBORDINATOR,
        "because since while as when whenever after before although though where whereas that until till once if unless whether because so cos 'cause",
    ),
    (Class::HYPOTHETICAL, "if unless whether whenever lest suppose supposing assuming provided should until till"),
    (Class::WH, "who whom whose which what when where why how whoever whomever whichever whatever"),
    (Class::NO, "no neither nor zero"),
    (Class::TO, "to"),
    (Class::POSSESSIVE, "'s '"),
    (Class::POSSESSIVE_PRONOUN, "my our your his her their its whose mine ours yours hers theirs"),
    (Class::REFLEXIVE, "myself ourselves yourself yourselves himself herself themselves themself itself oneself"),
    (Class::SUBJECT_PRONOUN, "i we you he she they it who whoever y'all ya u"),
    (Class::OBJECT_PRONOUN, "me us you him her them it whom"),
    (Class::SELF, "i me my myself mine"),
    (Class::WE, "we us our ourselves ours"),
    (Class::YOU, "you your yourself yourselves yours u ya y'all"),
    (Class::HE_SHE, "he she him her his hers himself herself"),
    (Class::THEY, "they them their themselves themself theirs"),
    (Class::IT, "it its itself"),
    (Class::SOMEONE, "someone somebody anyone anybody whoever whomever"),
    (Class::EVERYONE, "everyone everybody"),
    (Class::NOBODY, "nobody none no-one"),
    (Class::HONORIFIC, "mr mrs ms miss dr prof sir mister"),
    (
        Class::MONTH_OR_DAY,
        "january february march april may june july august september october november december monday tuesday wednesday thursday friday \
         saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun",
    ),
];
