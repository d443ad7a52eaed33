//! Online public services: four levels, each of which needs what the one below it has.

use super::rule::Basis;
use super::service::intact;
use crate::model::definition::{Channels, Online, Service};
use crate::model::library::Procedure;
use crate::model::value::Date;

/// The levels of Decree 43/2011, until Decree 42/2022 did away with them.
const fn online(place: &'static str) -> Basis {
    Basis::new("43/2011/NĐ-CP", place).from(Date::of(2011, 8, 1)).until(Date::of(2022, 8, 14))
}

super::rule::family! {
    counter, delivery, fee_amount, form, hand_in, information, level, portal, shown_paper, software,
}

/// What is offered online, and the other ways beside it.
fn offered(procedure: &Procedure) -> Option<(&Service, &Channels, &Online)> {
    let service = intact(procedure)?;
    let channels = service.channels.as_ref()?;
    Some((service, channels, channels.online.as_ref()?))
}
