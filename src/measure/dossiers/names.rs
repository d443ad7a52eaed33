//! Names as numbers, and fingerprints of names.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Names in the order in which they came. Number 0 is no name.
#[derive(Debug, Clone)]
pub(super) struct Names {
    numbers: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    /// The last one that was asked for: neighbours are often alike.
    last: u32,
}

impl Default for Names {
    fn default() -> Self {
        Self { numbers: HashMap::from([("".into(), 0)]), names: vec!["".into()], last: 0 }
    }
}

impl Names {
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if name == self.name(self.last) {
            return self.last;
        }
        self.last = match self.numbers.get(name) {
            Some(number) => *number,
            None => {
                let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
                self.names.push(name.into());
                self.numbers.insert(name.into(), number);
                number
            }
        };
        self.last
    }
    /// Those with these numbers; none if the first is not that which is none, or if one is there twice.
    pub(super) fn of(names: &[Box<str>]) -> Option<Self> {
        let mut all = Self::default();
        for (at, name) in names.iter().enumerate() {
            if all.number(name) as usize != at {
                return None;
            }
        }
        (!names.is_empty()).then_some(all)
    }
    /// All of them, by their numbers.
    pub(super) fn all(&self) -> &[Box<str>] {
        &self.names
    }
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", |name| name)
    }
    /// How many there are, without the one that is none.
    pub(super) fn len(&self) -> usize {
        self.names.len() - 1
    }
    /// Takes in all names of another one: what each of its numbers is here.
    pub(super) fn merge(&mut self, other: &Self) -> Vec<u32> {
        other.names.iter().map(|name| self.number(name)).collect()
    }
}

/// A fingerprint of 64 bits, the same on every machine: of ten million names two are alike with a chance of 3 in a million.
///
/// Eight bytes at a time are multiplied to 128 bits, whose halves are laid over each other (as in wyhash of Wang Yi).
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        #[allow(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let halves = (product as u64) ^ ((product >> 64) as u64);
        halves
    };
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut state = 0xa076_1d64_78bd_642f ^ bytes.len() as u64;
    for eight in eights {
        state = fold(state ^ u64::from_le_bytes(*eight), 0xe703_7ed1_a0b4_28db);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    fold(fold(state ^ u64::from_le_bytes(last), 0x8ebc_6af0_9c88_c6e3), 0x5899_65cc_7537_4cc3)
}

/// A set of fingerprints, which need no other hash.
pub(crate) type Fingerprints = HashSet<u64, BuildHasherDefault<AsItIs>>;

#[derive(Debug, Clone, Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fingerprint(bytes);
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_differ_and_stay() {
        let all: HashSet<u64> = (0..200_000).map(|n| fingerprint(format!("case-{n}").as_bytes())).collect();
        assert_eq!(all.len(), 200_000);
        assert_ne!(fingerprint(b""), fingerprint(b"\0"));
        assert_ne!(fingerprint(b"12345678"), fingerprint(b"12345678\0"));
        assert_eq!(fingerprint(b"case-10011"), fingerprint(b"case-10011"));
        // What is written to a file on one machine is read on another one.
        assert_eq!(fingerprint(b"HS-2018-000123"), FIXED);
    }

    const FIXED: u64 = 12_262_317_005_821_043_825;
}
