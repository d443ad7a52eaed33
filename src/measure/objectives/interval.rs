//! How sure a share of a sample is.

use crate::measure::Share;

/// Between which percentages the share of all who could have answered lies, 19 times out of 20 (Wilson's score interval).
///
/// It is for display and decides nothing. It supposes that the sample was drawn at random, and many times smaller than
/// those it was drawn from.
///
/// ```
/// use quytrinh::measure::{Share, wilson};
/// let (low, high) = wilson(Share { part: 85, of: 100 }).unwrap();
/// assert_eq!((format!("{low:.2}"), format!("{high:.2}")), ("76.72".into(), "90.69".into()));
/// assert_eq!(wilson(Share { part: 0, of: 0 }), None);
/// ```
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "a display figure")]
pub fn wilson(share: Share) -> Option<(f64, f64)> {
    if share.of == 0 {
        return None;
    }
    // The 97.5 % quantile of the normal distribution.
    let z = 1.959_963_984_540_054_f64;
    let n = share.of as f64;
    let p = share.part.min(share.of) as f64 / n;
    let centre = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    let bound = |value: f64| (value / scale * 100.0).clamp(0.0, 100.0);
    Some((bound(centre - spread), bound(centre + spread)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_holds_the_share_and_narrows(part in 0_u64..=500, of in 1_u64..=500) {
            let share = Share { part: part.min(of), of };
            let (low, high) = wilson(share).unwrap();
            let value = share.percent().unwrap();
            prop_assert!(low <= value + 1e-9 && value <= high + 1e-9);
            let (closer, further) = wilson(Share { part: share.part * 4, of: of * 4 }).unwrap();
            prop_assert!(further - closer < high - low);
            // What holds for the satisfied holds for the others, mirrored.
            let (rest_low, rest_high) = wilson(Share { part: of - share.part, of }).unwrap();
            prop_assert!((rest_low - (100.0 - high)).abs() < 1e-9 && (rest_high - (100.0 - low)).abs() < 1e-9);
        }
    }
}
