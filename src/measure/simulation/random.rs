//! Random numbers that are the same on every machine.

/// xoshiro256++ 1.0 (Blackman and Vigna, Scrambled Linear Pseudorandom Number Generators, 2021), its state filled from the
/// seed by splitmix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014), as its authors
/// recommend.
#[derive(Debug, Clone)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut at = seed;
        let state = [(); 4].map(|()| {
            at = at.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = at;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        });
        Self { state }
    }
    #[inline]
    pub fn bits(&mut self) -> u64 {
        let state = &mut self.state;
        let result = state[0].wrapping_add(state[3]).rotate_left(23).wrapping_add(state[0]);
        let shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = state[3].rotate_left(45);
        result
    }
    /// From 0 to 1, without 1.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }
    /// Exponentially, with mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        -ln(1.0 - self.unit())
    }
    /// In a triangle between two numbers, with its top at a third.
    pub fn triangular(&mut self, from: f64, top: f64, to: f64) -> f64 {
        let (width, unit) = (to - from, self.unit());
        if width <= 0.0 {
            return from;
        }
        if unit * width < top - from {
            from + (unit * width * (top - from)).sqrt()
        } else {
            to - ((1.0 - unit) * width * (to - top)).sqrt()
        }
    }
}

/// The natural logarithm of a normal number, by nothing but the four operations, which IEEE 754 rounds alike everywhere: the
/// logarithm of the system differs in the last digit from one to the next.
///
/// `x = m · 2ᵉ` with `m` between √½ and √2, and `ln m = 2 · artanh((m − 1) / (m + 1))`.
fn ln(x: f64) -> f64 {
    const LN_2: f64 = std::f64::consts::LN_2;
    let bits = x.to_bits();
    let mut exponent = (bits >> 52) as i64 - 1023;
    let mut mantissa = f64::from_bits(bits & ((1 << 52) - 1) | 1023 << 52);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa *= 0.5;
        exponent += 1;
    }
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let square = s * s;
    let mut sum = 0.0;
    let mut odd = 23.0;
    while odd > 0.0 {
        sum = sum * square + 1.0 / odd;
        odd -= 2.0;
    }
    exponent as f64 * LN_2 + 2.0 * s * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_that_of_the_paper() {
        // The first numbers of xoshiro256++ from the state 1, 2, 3, 4, as the authors' program prints them.
        let mut random = Random { state: [1, 2, 3, 4] };
        assert_eq!([(); 4].map(|()| random.bits()), [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn the_logarithm_is_right_to_the_last_digits() {
        let mut random = Random::new(1);
        for _ in 0..100_000 {
            let x = 1.0 - random.unit();
            assert!((ln(x) - x.ln()).abs() <= 4e-16 * x.ln().abs().max(1.0), "{x}");
        }
        assert!(ln(1.0).abs() < f64::MIN_POSITIVE);
    }

    #[test]
    fn draws_have_the_mean_they_should() {
        let mut random = Random::new(2);
        let mut mean =
            |draw: &mut dyn FnMut(&mut Random) -> f64| (0..200_000).map(|_| draw(&mut random)).sum::<f64>() / 200_000.0;
        assert!((mean(&mut Random::unit) - 0.5).abs() < 0.003);
        assert!((mean(&mut Random::exponential) - 1.0).abs() < 0.01);
        assert!((mean(&mut |random| random.triangular(0.0, 1.0, 5.0)) - 2.0).abs() < 0.01);
    }
}
