//! Everything that is read by name: each scalar and each shared shape of the format.

use super::definition as d;
use super::value::{
    Citation, Clause, ClockTime, ContentHash, Count, Date, Delta, Demand, Described, DocumentCode, Duration, FormCode, Id, Issue,
    Language, Money, Percent, PercentChange, RetentionTime, ServiceCode, Target, Year, described, shape,
};

/// What is known of a name, if it is one of the format's.
pub(crate) fn describe(name: &str) -> Option<&'static Described> {
    static ALL: &[Described] = &[
        described::<Id>(),
        described::<DocumentCode>(),
        described::<FormCode>(),
        described::<ServiceCode>(),
        described::<Issue>(),
        described::<ContentHash>(),
        described::<Clause>(),
        described::<Citation>(),
        described::<Demand>(),
        described::<Year>(),
        described::<Count>(),
        described::<Delta>(),
        described::<PercentChange>(),
        described::<Duration>(),
        described::<RetentionTime>(),
        described::<Money>(),
        described::<Percent>(),
        described::<Target>(),
        described::<Date>(),
        described::<ClockTime>(),
        described::<Language>(),
        described::<d::Level>(),
        described::<d::Applicant>(),
        described::<d::StepKind>(),
        described::<d::Channel>(),
        described::<d::Baseline>(),
        described::<d::Clock>(),
        described::<d::Gate>(),
        described::<d::RoleKind>(),
        described::<d::UnitKind>(),
        described::<d::ProcessKind>(),
        described::<d::DocumentStatus>(),
        described::<d::SimplificationStatus>(),
        described::<d::Heuristic>(),
        described::<d::ReferenceKind>(),
        described::<d::FormKind>(),
        described::<d::Period>(),
        described::<d::Medium>(),
        described::<d::CopyKind>(),
        described::<d::Weekday>(),
        described::<d::EvidenceKind>(),
        described::<d::Scope>(),
        described::<d::ProcedureShare>(),
        described::<d::DossierShare>(),
        described::<d::Part>(),
        described::<d::When>(),
        described::<d::RecordKind>(),
        described::<d::RecordState>(),
        described::<d::Grade>(),
        described::<d::Amount>(),
        described::<d::FeeUnit>(),
        described::<d::Standard>(),
        described::<d::HouseStyle>(),
        described::<d::Profile>(),
        described::<d::Weight>(),
        shape::TEXT,
        shape::LINE,
        shape::ONE_OR_MANY,
        shape::DECLARED,
        shape::SHORTHAND,
    ];
    let name = if name.starts_with("$Shorthand:") { "$Shorthand" } else { name };
    ALL.iter().find(|d| d.name == name)
}

#[cfg(test)]
mod tests {
    use super::super::value::Scalar;
    use super::*;

    #[test]
    fn scalars_and_shapes_are_known_by_name() {
        for name in [Id::NAME, Clause::NAME, Duration::NAME, d::Gate::NAME, "$Text", "$OneOrMany", "$Shorthand:role"] {
            assert!(describe(name).is_some(), "{name}");
        }
        assert!(describe("Step").is_none());
    }
}
