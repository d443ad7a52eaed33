//! Time as offices count it: moments, the working calendar, the end of a limit, clocks that stop, and whether a case is on time.
//!
//! Every time is civil time at the place of the authority: what its clock on the wall shows. Times from elsewhere are turned into it
//! once, where they come in ([`Zone`]).
//!
//! ```
//! use quytrinh::time::{Cause, Clock, Due, Limit, Method, Moment, Standing, WorkCalendar};
//! use quytrinh::{Date, Library};
//!
//! let library = Library::open("processes/ba-dinh")?;
//! let calendar = WorkCalendar::of(library.calendars().next().unwrap());
//! let limit = Limit::of("3 working days".parse()?);
//! let received: Moment = "2018-02-12T09:30".parse()?;
//!
//! // The Lunar New Year of 2018 lies between.
//! assert_eq!(calendar.due(received, &limit)?, Due::Day(Date::of(2018, 2, 22)));
//!
//! // A paper is asked for on the 13th and comes on the 22nd: two of the three days are left.
//! let mut clock = Clock::new(received, &limit);
//! clock.pause("2018-02-13T10:00".parse()?, Some("2018-02-22T15:00".parse()?), Cause::Supplement);
//! let finished: Moment = "2018-02-26T11:00".parse()?;
//! assert_eq!(clock.due(&calendar, finished)?, Due::Day(Date::of(2018, 2, 26)));
//! assert_eq!(clock.standing(&calendar, Some(finished), finished, Method::OF_2018)?, Standing::OnTime);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
mod clock;
pub(crate) mod days;
mod limit;
mod moment;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod rules;
mod standing;

pub use calendar::{Unknown, WorkCalendar};
pub use clock::{Cause, Clock, Method};
pub use limit::{Counting, Due, Limit};
pub use moment::{Moment, MomentError, Zone};
pub use standing::{Comparison, Ending, OnTime, Share, Standing, Standings};
