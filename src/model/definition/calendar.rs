//! The working calendar: office hours, days off, days swapped.

use super::{is_yes, record, yes};
use crate::model::value::{Citation, ClockTime, Date, DocumentCode, Id, OneOrMany, Text, Year, keyword};

record! {
    /// The working calendar of an authority. · Lịch làm việc.
    pub struct CalendarDefinition {
        /// Name of the calendar. · Tên gọi của lịch.
        pub calendar: Id,
        /// Title. · Tên lịch.
        pub title: Text,
        /// Weekly days off. · Ngày nghỉ hằng tuần.
        pub weekly_rest: Vec<Weekday>,
        /// Office hours. · Giờ làm việc.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub hours: Vec<Hours>,
        /// The hours were read in their source. · Giờ làm việc đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub hours_verified: bool,
        /// Counters open on days of rest; these stay days of rest for time limits. · Bộ phận trực ngày nghỉ hằng tuần.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub desks: Vec<Desk>,
        /// Legal basis. · Căn cứ.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub basis: Vec<Citation>,
        /// Years covered; a year that is not here is not known. · Các năm có trong lịch.
        pub years: Vec<CalendarYear>,
    }
}

keyword! {
    /// A day of the week. · Thứ trong tuần.
    pub enum Weekday ("thứ trong tuần", "a day of the week") {
        Monday = "monday" ("thứ Hai", "Monday"),
        Tuesday = "tuesday" ("thứ Ba", "Tuesday"),
        Wednesday = "wednesday" ("thứ Tư", "Wednesday"),
        Thursday = "thursday" ("thứ Năm", "Thursday"),
        Friday = "friday" ("thứ Sáu", "Friday"),
        Saturday = "saturday" ("thứ Bảy", "Saturday"),
        Sunday = "sunday" ("Chủ nhật", "Sunday"),
    }
}

record! {
    /// A stretch of office hours. · Khoảng giờ làm việc.
    pub struct Hours {
        /// From, in quotes. · Từ.
        pub from: ClockTime,
        /// To, in quotes. · Đến.
        pub to: ClockTime,
    }
}

record! {
    /// A counter that is open on a weekly day off (Decision 14/2010/QĐ-TTg). · Bộ phận trực ngày nghỉ hằng tuần.
    pub struct Desk {
        /// Day of rest. · Ngày nghỉ hằng tuần có trực.
        pub day: Weekday,
        /// Hours it is open. · Giờ trực.
        pub hours: Vec<Hours>,
        /// Procedures it is open for; all of them where nothing is said. · Thủ tục được tiếp nhận.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub procedures: Vec<DocumentCode>,
        /// Act or decision that orders it. · Căn cứ.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
        /// The hours were read in their source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

record! {
    /// One year of the calendar. · Một năm trong lịch.
    pub struct CalendarYear {
        /// Year. · Năm.
        pub year: Year,
        /// Days the offices are closed. · Ngày nghỉ lễ.
        pub closed: Vec<Closure>,
        /// Days off worked on another day. · Ngày làm việc được hoán đổi.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub swaps: Vec<Swap>,
        /// Where the days come from. · Nguồn.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// The days were read in their source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

record! {
    /// A day, or a run of days, on which offices are closed. · Ngày nghỉ lễ.
    pub struct Closure {
        /// Day, or the first day. · Ngày nghỉ, hoặc ngày đầu.
        pub from: Date,
        /// Last day. · Ngày cuối.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub to: Option<Date>,
        /// Why. · Lý do.
        pub title: Text,
    }
}

record! {
    /// A working day off that is worked on a rest day instead. · Hoán đổi ngày làm việc.
    pub struct Swap {
        /// Working day that is off. · Ngày làm việc được nghỉ.
        pub off: Date,
        /// Rest day that is worked. · Ngày nghỉ phải làm bù.
        pub work: Date,
    }
}
