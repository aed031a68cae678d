//! Short ASCII words as one number each: most words of a text are read, folded and looked up without a loop over their letters.

/// A word of up to [`Packed::LONGEST`] bytes, the first in the lowest byte, zeros behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Packed(u128);

/// The same byte in every place.
const fn each(byte: u8) -> u128 {
    u128::from_le_bytes([byte; Packed::LONGEST])
}

impl Packed {
    /// In bytes.
    pub(crate) const LONGEST: usize = 16;

    /// A word as it stands; none if it is empty or too long.
    pub(crate) fn new(word: &str) -> Option<Self> {
        let mut bytes = [0; Self::LONGEST];
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        (!word.is_empty()).then_some(Self(u128::from_le_bytes(bytes)))
    }

    /// The ASCII letters at the start of some bytes, in lower case, with their number and that of the capitals among them. None if
    /// there is no letter, or no end among the first [`Self::LONGEST`] bytes.
    #[inline]
    pub(crate) fn letters(bytes: &[u8; Self::LONGEST]) -> Option<(Self, usize, usize)> {
        let source = u128::from_le_bytes(*bytes);
        let ascii = source & each(0x7F);
        let folded = ascii | each(0x20);
        // A byte gets its highest bit from the first sum if it is `a` or more, from the second if it is more than `z`.
        let reach = (folded + each(0x80 - b'a')) & !(folded + each(0x7F - b'z'));
        let others = !(reach & !source) & each(0x80);
        let length = others.trailing_zeros() as usize / 8;
        if length == 0 || length >= Self::LONGEST {
            return None;
        }
        let mask = (1 << (8 * length)) - 1;
        let capitals = (!source & each(0x20) & mask).count_ones() as usize;
        Some((Self(folded & mask), length, capitals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, usize)>) {
        let mut bytes = [b' '; Packed::LONGEST];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        let expected = expected.and_then(|(word, capitals)| Some((Packed::new(word)?, word.len(), capitals)));
        assert_eq!(Packed::letters(&bytes), expected, "{text}");
    }

    #[test]
    fn letters_at_the_start() {
        check("Renewed it", Some(("renewed", 1)));
        check("DNS,", Some(("dns", 3)));
        check("a[", Some(("a", 0)));
        check("az{@`Z", Some(("az", 0)));
        check("caf\u{e9}", Some(("caf", 0)));
        check("1st", None);
        check("responsibilities", None);
        check("responsibility", Some(("responsibility", 0)));
    }

    #[test]
    fn every_byte_is_a_letter_or_none() {
        for byte in 0..=u8::MAX {
            let mut bytes = [b' '; Packed::LONGEST];
            bytes[0] = byte;
            bytes[1] = b'x';
            assert_eq!(Packed::letters(&bytes).is_some(), byte.is_ascii_alphabetic(), "{byte}");
        }
    }

    #[test]
    fn long_words_are_not_packed() {
        assert_eq!(Packed::new(""), None);
        assert_eq!(Packed::new("responsibilities2"), None);
        assert_ne!(Packed::new("ab"), Packed::new("ba"));
    }
}
