//! Sets of small numbers, as bits of words.

/// A set; how many words it has is known to who made it.
pub type Bits = Vec<u64>;

#[inline]
pub const fn words(numbers: usize) -> usize {
    numbers.div_ceil(64)
}
#[inline]
pub fn empty(words: usize) -> Bits {
    vec![0; words]
}
#[inline]
pub fn of(words: usize, numbers: impl Iterator<Item = u32>) -> Bits {
    let mut set = empty(words);
    numbers.for_each(|number| insert(&mut set, number));
    set
}
/// All numbers below this one.
#[inline]
pub fn full(numbers: usize) -> Bits {
    of(words(numbers), 0..numbers as u32)
}
#[inline]
pub fn has(set: &[u64], number: u32) -> bool {
    set[number as usize / 64] >> (number % 64) & 1 == 1
}
#[inline]
pub fn insert(set: &mut [u64], number: u32) {
    set[number as usize / 64] |= 1 << (number % 64);
}
#[inline]
pub fn remove(set: &mut [u64], number: u32) {
    set[number as usize / 64] &= !(1 << (number % 64));
}
#[inline]
pub fn unite(set: &mut [u64], with: &[u64]) {
    set.iter_mut().zip(with).for_each(|(a, b)| *a |= b);
}
#[inline]
pub fn intersect(set: &mut [u64], with: &[u64]) {
    set.iter_mut().zip(with).for_each(|(a, b)| *a &= b);
}
#[inline]
pub fn subtract(set: &mut [u64], what: &[u64]) {
    set.iter_mut().zip(what).for_each(|(a, b)| *a &= !b);
}
#[inline]
pub fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}
#[inline]
pub fn holds(set: &[u64], part: &[u64]) -> bool {
    set.iter().zip(part).all(|(a, b)| b & !a == 0)
}
#[inline]
pub fn is_empty(set: &[u64]) -> bool {
    set.iter().all(|word| *word == 0)
}
/// How many are in one and not in the other.
#[inline]
pub fn without(set: &[u64], other: &[u64]) -> u32 {
    set.iter().zip(other).map(|(a, b)| (a & !b).count_ones()).sum()
}
/// The numbers, the smallest first.
#[inline]
pub fn each(set: &[u64]) -> impl Iterator<Item = u32> {
    set.iter().zip(0u32..).flat_map(|(word, at)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (bit < 64).then(|| at * 64 + bit)
        })
    })
}
