//! Moments of civil time, and the zones in which others write them.

use crate::model::value::{ClockTime, Date, Language, Message, message};
use std::fmt;
use std::str::FromStr;

/// Milliseconds of a day.
pub(super) const DAY: i64 = 86_400_000;

/// A moment: what the clock at the place of the authority shows, to the millisecond. · Thời điểm.
///
/// It is written `2018-02-12`, which is midnight, `2018-02-12T14:30` or `2018-02-12T14:30:05`, with a space in place of the `T` too. It
/// has no time zone: times that carry one are read by a [`Zone`].
///
/// ```
/// use quytrinh::time::Moment;
/// use quytrinh::{Date, Language};
///
/// let moment: Moment = "2018-02-12 14:30:00".parse()?;
/// assert_eq!(moment.date(), Date::of(2018, 2, 12));
/// assert_eq!(moment.to_string(), "2018-02-12T14:30");
/// assert_eq!(moment.to(&Language::Vi), "14:30 ngày 12/02/2018");
/// assert!("2018-02-12T14:30+07:00".parse::<Moment>().is_err());
/// # Ok::<(), quytrinh::time::MomentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment(i64);

impl Moment {
    /// The midnight with which a day begins.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self(i64::from(number(date)) * DAY)
    }
    /// The last millisecond of a day: what is due on it is due until then.
    #[must_use]
    pub fn end_of(date: Date) -> Self {
        Self(Self::of(date).0 + DAY - 1)
    }
    /// A time of a day.
    #[must_use]
    pub fn at(date: Date, time: ClockTime) -> Self {
        Self(Self::of(date).0 + i64::from(time.minutes()) * 60_000)
    }
    /// So many milliseconds after 1970-01-01T00:00; none that lies outside the years −9999 to 9999.
    #[must_use]
    pub fn from_milliseconds(milliseconds: i64) -> Option<Self> {
        let (first, last) = (Self::of(jiff::civil::Date::MIN.into()), Self::of(jiff::civil::Date::MAX.into()));
        (first.0..last.0 + DAY).contains(&milliseconds).then_some(Self(milliseconds))
    }
    /// Milliseconds since 1970-01-01T00:00.
    #[must_use]
    pub const fn milliseconds(self) -> i64 {
        self.0
    }
    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        date(self.day())
    }
    /// Milliseconds from an earlier moment to this one; negative if that is the later one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
    /// The moment so many milliseconds later, or earlier; none that lies outside the years −9999 to 9999.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Option<Self> {
        self.0.checked_add(milliseconds).and_then(Self::from_milliseconds)
    }
    /// As a document prints it: `14:30 ngày 12/02/2018`, `14:30, 12 Feb 2018`.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        let (minutes, day) = (self.time() / 60_000, self.date().to(language));
        let between = if *language == Language::Vi { " ngày" } else { "," };
        format!("{:02}:{:02}{between} {day}", minutes / 60, minutes % 60)
    }
    /// Days since 1970-01-01.
    #[allow(clippy::cast_possible_truncation, reason = "a moment lies within the years −9999 to 9999")]
    pub(super) const fn day(self) -> i32 {
        self.0.div_euclid(DAY) as i32
    }
    /// Milliseconds since midnight.
    pub(super) const fn time(self) -> i64 {
        self.0.rem_euclid(DAY)
    }
    /// A time of the day with a number.
    pub(super) const fn on(day: i32, time: i64) -> Self {
        Self(day as i64 * DAY + time)
    }
}

/// Days from 1970-01-01 to a day, by the Gregorian calendar: years are taken from March to February, so that the day that is
/// sometimes there is the last one (Howard Hinnant, <https://howardhinnant.github.io/date_algorithms.html>).
pub(super) fn number(date: Date) -> i32 {
    let date = date.civil();
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day so many days from 1970-01-01.
pub(super) fn date(number: i32) -> Date {
    let days = number + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    // Only a number that is none of a date's has none.
    civil(year, month, day).unwrap_or(Date::from(jiff::civil::Date::ZERO))
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)?;
        let time = self.time();
        let (minutes, seconds, rest) = (time / 60_000, time / 1000 % 60, time % 1000);
        if time != 0 {
            write!(f, "T{:02}:{:02}", minutes / 60, minutes % 60)?;
        }
        if seconds != 0 || rest != 0 {
            write!(f, ":{seconds:02}")?;
        }
        if rest != 0 {
            write!(f, ".{rest:03}")?;
        }
        Ok(())
    }
}

impl FromStr for Moment {
    type Err = MomentError;
    fn from_str(text: &str) -> Result<Self, MomentError> {
        match read(text.as_bytes()) {
            Some((moment, None)) => Ok(moment),
            Some((_, Some(_))) => Err(MomentError { found: text.to_owned(), has_zone: true }),
            None => Err(MomentError { found: text.to_owned(), has_zone: false }),
        }
    }
}

impl serde::Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How times that others have written become times of the authority. · Múi giờ.
///
/// ```
/// use quytrinh::time::Zone;
///
/// // A server wrote the time of Greenwich; in Hanoi it was half past two in the afternoon.
/// assert_eq!(Zone::VIETNAM.read("2018-02-12T07:30:00.250Z")?.to_string(), "2018-02-12T14:30:00.250");
/// assert_eq!(Zone::VIETNAM.read("2018-02-12 14:30")?.to_string(), "2018-02-12T14:30");
/// // An office that changes its clocks in summer has written what they showed.
/// assert_eq!(Zone::Written.read("2011-10-11 13:42:22.688+02:00")?.to_string(), "2011-10-11T13:42:22.688");
/// # Ok::<(), quytrinh::time::MomentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// The times were written at the place of the authority: they hold as they stand, whatever zone is written behind them.
    Written,
    /// The authority is so many minutes before Greenwich, summer and winter. Times without a zone are its own.
    Ahead(i16),
}

impl Zone {
    /// Indochina Time, UTC+7.
    pub const VIETNAM: Self = Self::Ahead(7 * 60);

    /// Reads a time, with a zone or without: a [`Moment`] as it is written, fractions of a second as long as one likes, then nothing,
    /// `Z`, or an offset such as `+07:00`. What is finer than a millisecond is left out.
    ///
    /// # Errors
    /// If it is not such a time.
    pub fn read(self, text: &str) -> Result<Moment, MomentError> {
        let wrong = || MomentError { found: text.to_owned(), has_zone: false };
        let (moment, zone) = read(text.as_bytes()).ok_or_else(wrong)?;
        match (self, zone) {
            (Self::Ahead(ahead), Some(zone)) => moment.plus((i64::from(ahead) - i64::from(zone)) * 60_000).ok_or_else(wrong),
            _ => Ok(moment),
        }
    }
    /// The moment so many milliseconds after 1970-01-01T00:00Z; with [`Zone::Written`], as a clock at Greenwich showed it.
    #[must_use]
    pub fn of_utc(self, milliseconds: i64) -> Option<Moment> {
        let ahead = if let Self::Ahead(ahead) = self { i64::from(ahead) * 60_000 } else { 0 };
        Moment::from_milliseconds(milliseconds.checked_add(ahead)?)
    }
}

impl FromStr for Zone {
    type Err = MomentError;
    /// `written`, `Z`, or an offset such as `+07:00`.
    fn from_str(text: &str) -> Result<Self, MomentError> {
        if text == "written" {
            return Ok(Self::Written);
        }
        zone(text.as_bytes()).map(Self::Ahead).ok_or_else(|| MomentError { found: text.to_owned(), has_zone: false })
    }
}

/// A text that is not the time that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
pub struct MomentError {
    /// The text.
    pub found: String,
    /// It has a time zone, and none is expected.
    pub has_zone: bool,
}

impl MomentError {
    /// What is wrong, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let found = &self.found;
        if self.has_zone {
            return message!(
                vi: "`{found}` có múi giờ: hãy ghi giờ tại nơi làm việc của cơ quan",
                en: "`{found}` has a time zone: expected the time at the place of the authority"
            );
        }
        message!(
            vi: "`{found}` không phải là thời điểm như `2018-02-12T14:30:05`",
            en: "`{found}` is not a time such as `2018-02-12T14:30:05`"
        )
    }
}

fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    jiff::civil::Date::new(year, month, day).ok().map(Date::from)
}

/// A number of exactly so many digits.
fn digits(text: &[u8]) -> Option<i32> {
    text.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i32::from(digit - b'0')))
}

/// A time, and the minutes that its zone is before Greenwich.
fn read(text: &[u8]) -> Option<(Moment, Option<i16>)> {
    let (day, rest) = text.split_at_checked(10)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = day else { return None };
    let (year, month, day) = (digits(&[*y1, *y2, *y3, *y4])?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?);
    let midnight = Moment::of(civil(year, month, day)?);
    let Some(([b'T' | b' ', h1, h2, b':', m1, m2], rest)) = rest.split_at_checked(6) else {
        return rest.is_empty().then_some((midnight, None));
    };
    let (hour, minute) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
    let mut time = i64::from(hour * 60 + minute) * 60_000;
    let mut rest = rest;
    let mut second = 0;
    if let Some(([b':', s1, s2], behind)) = rest.split_at_checked(3) {
        second = digits(&[*s1, *s2])?;
        rest = behind;
        if let [b'.' | b',', behind @ ..] = rest {
            let length = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (fraction, behind) = behind.split_at_checked(length).filter(|(fraction, _)| !fraction.is_empty())?;
            let places = [100, 10, 1].iter().zip(fraction);
            time += places.map(|(place, digit)| place * i64::from(digit - b'0')).sum::<i64>();
            rest = behind;
        }
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some((Moment(midnight.0 + time + i64::from(second) * 1000), if rest.is_empty() { None } else { Some(zone(rest)?) }))
}

/// The minutes that a zone is before Greenwich.
fn zone(text: &[u8]) -> Option<i16> {
    let (sign, hours, minutes) = match text {
        [b'Z' | b'z'] => return Some(0),
        [sign, h1, h2] => (sign, [*h1, *h2], [b'0', b'0']),
        [sign, h1, h2, m1, m2] | [sign, h1, h2, b':', m1, m2] => (sign, [*h1, *h2], [*m1, *m2]),
        _ => return None,
    };
    let (hours, minutes) = (digits(&hours)?, digits(&minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let ahead = i16::try_from(hours * 60 + minutes).ok()?;
    match sign {
        b'+' => Some(ahead),
        b'-' => Some(-ahead),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_logs_write_them() {
        let cases = [
            ("2018-02-12", "2018-02-12"),
            ("2018-02-12T00:00:00", "2018-02-12"),
            ("2018-02-12T14:30", "2018-02-12T14:30"),
            ("2018-02-12 14:30:05", "2018-02-12T14:30:05"),
            ("2018-02-12T14:30:00.5", "2018-02-12T14:30:00.500"),
            ("2018-02-12T14:30:05,123456789", "2018-02-12T14:30:05.123"),
            ("0001-01-01", "0001-01-01"),
        ];
        for (text, shown) in cases {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), shown, "{text}");
        }
        for wrong in [
            "",
            "2018",
            "2018-2-12",
            "2018-02-30",
            "2018-02-12T",
            "2018-02-12T24:00",
            "2018-02-12T14:60",
            "2018-02-12T14:30:60",
            "2018-02-12T14:30:",
            "2018-02-12T14:30:05.",
            "2018-02-12T14:30x",
            "12/02/2018",
            "2018-02-12T1430",
            "２018-02-12",
            "2018-02-12T14:30:05.1é",
        ] {
            assert!(!wrong.parse::<Moment>().unwrap_err().has_zone, "{wrong}");
        }
        for zoned in ["2018-02-12T14:30Z", "2018-02-12T14:30:05+07:00", "2018-02-12T14:30-0730", "2018-02-12 14:30:05.1+07"] {
            assert!(zoned.parse::<Moment>().unwrap_err().has_zone, "{zoned}");
        }
    }

    #[test]
    fn times_of_others_become_those_of_the_authority() {
        let read = |zone: Zone, text| zone.read(text).map(|moment| moment.to_string()).ok();
        assert_eq!(read(Zone::VIETNAM, "2017-12-31T23:00:00-01:00").as_deref(), Some("2018-01-01T07:00"));
        assert_eq!(read(Zone::Written, "2017-12-31T23:00:00-01:00").as_deref(), Some("2017-12-31T23:00"));
        assert_eq!(read(Zone::VIETNAM, "2017-12-31T23:00:00+25:00"), None);
        assert_eq!(read(Zone::VIETNAM, "9999-12-31T23:00:00Z"), None, "behind the last day");
        assert_eq!(Zone::VIETNAM.of_utc(0).unwrap().to_string(), "1970-01-01T07:00");
        assert_eq!(Zone::VIETNAM.of_utc(i64::MAX), None);
        assert_eq!("+07:00".parse(), Ok(Zone::VIETNAM));
        assert_eq!("written".parse(), Ok(Zone::Written));
        assert_eq!("Z".parse(), Ok(Zone::Ahead(0)));
        assert!("".parse::<Zone>().is_err() && "Hanoi".parse::<Zone>().is_err());
    }

    proptest! {
        #[test]
        fn days_are_numbered_as_jiff_numbers_them(number_of in -4_371_222i32..=2_932_896) {
            let day = date(number_of);
            prop_assert_eq!(number(day), number_of);
            let epoch = jiff::civil::date(1970, 1, 1);
            prop_assert_eq!(epoch.checked_add(jiff::Span::new().days(number_of)).unwrap(), day.civil());
        }

        #[test]
        fn what_is_written_is_read_again(milliseconds in -62_135_596_800_000i64..253_402_300_800_000, cut in 0u32..4) {
            let unit = [1, 1000, 60_000, DAY][cut as usize];
            let moment = Moment::from_milliseconds(milliseconds.div_euclid(unit) * unit).unwrap();
            prop_assert_eq!(moment.to_string().parse::<Moment>(), Ok(moment));
        }

        #[test]
        fn nothing_makes_reading_panic(text in "\\PC{0,40}", tail in "[-+0-9TZ:., ]{0,20}") {
            let _ = text.parse::<Moment>();
            let _ = format!("2018-02-12{tail}").parse::<Moment>();
            let _ = Zone::VIETNAM.read(&format!("2018-02-12T14:30{tail}"));
        }
    }
}
