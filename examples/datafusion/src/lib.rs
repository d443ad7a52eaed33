//! The dossiers of an event log, counted by DataFusion: a [`Tally`] of quytrinh is the accumulator of an aggregate function, unchanged.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::{DataFusionError, Result, ScalarValue};
use datafusion::config::TableParquetOptions;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::logical_expr::{Accumulator, AggregateUDF, Volatility, create_udaf};
use datafusion::prelude::{CsvReadOptions, ParquetReadOptions, SessionConfig, SessionContext};
use quytrinh::log::Mapping;
use quytrinh::measure::dossiers::{Dossiers, Group, Options, Partial, Tally};
use quytrinh::time::{Comparison, OnTime};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Partitions in which the engine counts.
pub const PARTITIONS: usize = 4;

/// `dossiers(column, …, line)`: the columns of a mapping in its order, as texts, and the line, which orders events of one time. What it
/// returns are the [`figures`] as JSON, with the number of `parts` in which they were counted.
pub fn aggregate(mapping: Arc<Mapping>) -> AggregateUDF {
    let mut arguments = vec![DataType::Utf8; mapping.columns().count()];
    arguments.push(DataType::Int64);
    let state = Arc::new(vec![DataType::Binary, DataType::UInt64]);
    let count = move |_: datafusion::logical_expr::function::AccumulatorArgs| {
        let tally = Tally::new(Options::default());
        Ok(Box::new(Count { mapping: mapping.clone(), tally, parts: 0 }) as Box<dyn Accumulator>)
    };
    create_udaf("dossiers", arguments, Arc::new(DataType::Utf8), Volatility::Immutable, Arc::new(count), state)
}

/// A tally, and of how many parts that held events it was merged.
#[derive(Debug)]
struct Count {
    mapping: Arc<Mapping>,
    tally: Tally,
    parts: u64,
}

fn wrong(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

impl Count {
    fn take(&mut self) -> Tally {
        std::mem::replace(&mut self.tally, Tally::new(Options::default()))
    }
}

impl Accumulator for Count {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let Some((lines, columns)) = values.split_last() else { return Ok(()) };
        let lines = lines.as_primitive::<Int64Type>();
        let columns: Vec<&StringArray> = columns.iter().map(|column| column.as_string()).collect();
        let text =
            |column: usize, row: usize| columns[column].is_valid(row).then(|| columns[column].value(row)).unwrap_or_default();
        let line = |row: usize| u64::try_from(lines.value(row)).unwrap_or_default();
        self.mapping.take(&mut self.tally, (0..lines.len()).map(|row| (line(row), move |column| text(column, row))));
        self.parts = self.parts.max(1);
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let bytes = postcard::to_stdvec(&self.take().into_partial()).map_err(wrong)?;
        Ok(vec![ScalarValue::Binary(Some(bytes)), ScalarValue::UInt64(Some(self.parts))])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let [bytes, parts] = states else { return Ok(()) };
        for bytes in bytes.as_binary::<i32>().iter().flatten() {
            let partial: Partial = postcard::from_bytes(bytes).map_err(wrong)?;
            self.tally.merge(Tally::from_partial(partial, Options::default()));
        }
        let parts = parts.as_primitive::<datafusion::arrow::datatypes::UInt64Type>();
        self.parts += parts.iter().flatten().sum::<u64>();
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let mut found = figures(&self.take().finish());
        found["parts"] = self.parts.into();
        Ok(ScalarValue::Utf8(Some(found.to_string())))
    }

    fn size(&self) -> usize {
        // An event at hand takes 40 bytes, and with the growth of its list and the name of its dossier some 90.
        size_of_val(self) + usize::try_from(self.tally.at_hand()).unwrap_or(usize::MAX).saturating_mul(90)
    }
}

/// Everything that a log says, as JSON.
pub fn figures(found: &Dossiers) -> Value {
    let counts = &found.total.counts;
    let share = |by| {
        let share = counts.on_time(OnTime::Resolved, by);
        format!("{}/{}", share.part, share.whole)
    };
    let group = |group: &Group| {
        let median = |times: &quytrinh::measure::dossiers::Histogram| times.quantile(1, 2);
        json!({
            "key": group.key, "counts": group.counts, "line": group.line,
            "throughput": median(&group.throughput), "waiting": median(&group.waiting),
        })
    };
    json!({
        "as_of": found.as_of,
        "span": found.span,
        "events": found.events,
        "on_time_by_instants": share(Comparison::Instants),
        "on_time_by_days": share(Comparison::Days),
        "counts": counts,
        "groups": found.groups.iter().map(group).collect::<Vec<_>>(),
        "variants": found.variants,
        "activities": found.activities,
        "persons": found.persons,
        "problems": found.problems.iter().collect::<Vec<_>>(),
    })
}

/// Counts a log in CSV, and the same as Parquet, which is written to a folder: the figures of both.
///
/// # Errors
/// If the engine cannot read it or has no room.
pub async fn count(mapping: &Arc<Mapping>, csv: &Path, folder: &Path) -> Result<[Value; 2]> {
    let config = SessionConfig::new().with_target_partitions(PARTITIONS).with_batch_size(1024);
    let context = |config| {
        let context = SessionContext::new_with_config(config);
        context.register_udaf(aggregate(mapping.clone()));
        context
    };
    // A table has no lines. They are numbered here, while one partition reads; then batches are dealt out in turn.
    let of_csv = context(config.clone().with_repartition_file_scans(false));
    let all_text = CsvReadOptions::new().schema_infer_max_records(0);
    of_csv.register_csv("file", path(csv), all_text).await?;
    let numbered = of_csv.sql("SELECT *, CAST(row_number() OVER () + 1 AS BIGINT) AS line FROM file").await?;
    of_csv.register_table("log", numbered.clone().into_view())?;

    let parquet = folder.join("log.parquet");
    let mut form = TableParquetOptions::default();
    form.global.max_row_group_size = 1024;
    let single = DataFrameWriteOptions::new().with_single_file_output(true);
    numbered.write_parquet(&path(&parquet), single, Some(form)).await?;
    // Row groups are read in parallel.
    let of_parquet = context(config.with_repartition_file_min_size(0));
    of_parquet.register_parquet("log", path(&parquet), ParquetReadOptions::default()).await?;
    Ok([select(&of_csv, mapping).await?, select(&of_parquet, mapping).await?])
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The figures of the table `log`.
async fn select(context: &SessionContext, mapping: &Mapping) -> Result<Value> {
    let mut sql = "SELECT dossiers(".to_owned();
    for column in mapping.columns() {
        let _ = write!(sql, "\"{}\", ", column.replace('"', "\"\""));
    }
    let found = context.sql(&format!("{sql}line) FROM log")).await?.collect().await?;
    let text = found.first().map(|batch| batch.column(0).as_string::<i32>().value(0)).unwrap_or_default();
    serde_json::from_str(text).map_err(wrong)
}

/// The mapping of the log that [`made`] makes.
pub const MADE: &str = "mapping: made
columns: {dossier: dossier, activity: activity, time: time, resource: person, procedure: procedure, unit: unit, channel: channel, due: due}
channels: {mạng: online, quầy: in-person}
meanings: {received: nhận, supplement-requested: yêu cầu bổ sung, supplemented: bổ sung, resolved: ký, refused: từ chối}
steps: {nhận: receive, thẩm định: examine, yêu cầu bổ sung: ask, bổ sung: supplement, ký: sign, từ chối: refuse}
";

/// A log of so many dossiers whose events are scattered, as a register writes them: by time. Some have events of one time, events that
/// stand there twice, and times that cannot be read.
pub fn made(dossiers: u64) -> String {
    let mut rows = Vec::new();
    for dossier in 0..dossiers {
        let chance = (dossier + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
        let asks = chance.is_multiple_of(5);
        let last = if chance.is_multiple_of(17) { "từ chối" } else { "ký" };
        let middle: &[&str] =
            if asks { &["thẩm định", "yêu cầu bổ sung", "bổ sung", "thẩm định"] } else { &["thẩm định"] };
        let is_open = chance.is_multiple_of(11);
        let ways = ["nhận"].iter().chain(middle).chain((!is_open).then_some(&last));
        let mut hour = dossier * 7 % 5000;
        for (step, activity) in ways.enumerate() {
            // Every third examination is entered together with what was before it.
            hour += if step > 0 && !chance.is_multiple_of(3) { 1 + chance % 40 } else { u64::from(step > 1) };
            let at = |hour: u64| {
                let (day, hour) = (hour / 24, hour % 24);
                format!("2018-{:02}-{:02}T{hour:02}:30", 1 + day / 28, 1 + day % 28)
            };
            let (unit, person) = (chance % 7, (chance >> step) % 13);
            let channel = if chance.is_multiple_of(2) { "mạng" } else { "quầy" };
            let due = if chance.is_multiple_of(9) { String::new() } else { at((dossier * 7 % 5000 + 60) / 24 * 24 + 17) };
            let time = if chance % 501 == 0 && step == 1 { "hôm qua".to_owned() } else { at(hour) };
            let row = format!("HS-{dossier},{activity},{time},R{person},QT-{},U{unit},{channel},{due}\n", chance % 4);
            let times = if (chance + step as u64).is_multiple_of(97) { 2 } else { 1 };
            rows.extend(std::iter::repeat_n((hour, row), times));
        }
    }
    rows.sort_by_key(|(hour, _)| *hour);
    rows.into_iter().fold("dossier,activity,time,person,procedure,unit,channel,due\n".to_owned(), |log, (_, row)| log + &row)
}
