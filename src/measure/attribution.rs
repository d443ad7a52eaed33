//! What each of several simplifications contributes to what all of them do.
//!
//! A *coalition* is a set of simplifications that holds, with each, all that it `requires`. What a coalition does is what
//! is counted when its simplifications are applied in the order in which they take effect; one that cannot be applied
//! there, because its step was merged away, has no effect there. So each coalition has one value of each figure, and:
//!
//! * the **Shapley value** of a simplification is the mean of what it adds over all orders in which each comes after what
//!   it requires (Shapley 1953; for such orders: Faigle and Kern, The Shapley value for cooperative games under precedence
//!   constraints, 1992). It is computed over coalitions, not orders: each is weighted by the number of orders that pass
//!   through it;
//! * its **range** is the least and the most that it adds in any of these orders;
//! * two **interact** if one of them adds more or less to some coalition for the other being there:
//!   `v(S∪{i,j}) − v(S∪{i}) − v(S∪{j}) + v(S) ≠ 0` for some figure.
//!
//! What is added telescopes along every order, so Shapley values add up to the total; sums are made of whole numbers, and
//! divided once. Up to [`EXACT`] simplifications this is exact. Up to [`SAMPLED`] it is the mean over [`ORDERS`] orders
//! drawn at random (always the same ones), which adds up as well; its standard error is given, and range and interactions
//! are those that were met. Beyond that nothing is attributed, nor where all that would have to be measured has more than
//! [`STEPS`] steps: a procedure of a thousand steps has eleven simplifications attributed exactly.

use std::collections::HashMap;

/// So many simplifications are attributed exactly: 65,536 coalitions.
pub const EXACT: usize = 16;
/// So many are attributed by a sample of orders.
pub const SAMPLED: usize = 32;
/// How many orders are drawn.
pub const ORDERS: usize = 200;

/// So many steps are measured for one procedure at the most, all its coalitions together.
pub const STEPS: usize = 1 << 22;

/// How contributions of so many simplifications of a procedure with so many steps are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    All,
    Drawn,
    None,
}

impl Method {
    pub const fn of(count: usize, steps: usize) -> Self {
        if count == 0 {
            Self::None
        } else if count <= EXACT && steps.saturating_mul(1 << count) <= STEPS {
            Self::All
        } else if count <= SAMPLED && steps.saturating_mul(ORDERS * count * count / 2) <= STEPS {
            // Each coalition of an order is applied from the beginning.
            Self::Drawn
        } else {
            Self::None
        }
    }
}

/// The figures of a coalition, as whole numbers.
pub(super) type Row = Box<[i64]>;

/// What each player contributes to each figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Solution {
    pub players: Vec<Contribution>,
    /// How many orders were drawn; none where all of them count.
    pub drawn: Option<usize>,
}

/// What one player contributes, by figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contribution {
    pub shapley: Vec<f64>,
    /// Standard errors, where orders were drawn.
    pub error: Vec<f64>,
    pub least: Vec<i64>,
    pub most: Vec<i64>,
    /// The players it interacts with, by bit.
    pub interacts: u32,
}

impl Contribution {
    fn new(figures: usize) -> Self {
        let none = vec![0.0; figures];
        Self { shapley: none.clone(), error: none, least: vec![i64::MAX; figures], most: vec![i64::MIN; figures], interacts: 0 }
    }
    fn adds(&mut self, figure: usize, added: i64) {
        self.least[figure] = self.least[figure].min(added);
        self.most[figure] = self.most[figure].max(added);
    }
}

/// Who needs whom: `needs[i]` are the players that must be there before `i`, by bit, all with smaller numbers.
#[derive(Debug, Clone)]
pub(super) struct Order<'a> {
    pub needs: &'a [u32],
}

impl Order<'_> {
    /// Whether a player may join a coalition.
    pub const fn admits(&self, coalition: u32, player: usize) -> bool {
        coalition & (1 << player) == 0 && self.needs[player] & !coalition == 0
    }
    const fn count(&self) -> usize {
        self.needs.len()
    }
    /// For every coalition, in how many orders its players can join; none for sets that are no coalition.
    fn ways(&self) -> Vec<u64> {
        let mut ways = vec![0u64; 1 << self.count()];
        ways[0] = 1;
        for set in 0..ways.len() {
            if ways[set] == 0 {
                continue;
            }
            for player in 0..self.count() {
                if self.admits(mask(set), player) {
                    ways[set | 1 << player] += ways[set];
                }
            }
        }
        ways
    }
    /// For every coalition, in how many orders the others can join.
    fn ways_on(&self, ways: &[u64]) -> Vec<u64> {
        let mut on = vec![0u64; ways.len()];
        on[ways.len() - 1] = 1;
        for set in (0..ways.len()).rev().filter(|set| ways[*set] > 0) {
            for player in (0..self.count()).filter(|player| self.admits(mask(set), *player)) {
                on[set] += on[set | 1 << player];
            }
        }
        on
    }
}

#[allow(clippy::cast_possible_truncation, reason = "at most 2^16 sets")]
const fn mask(set: usize) -> u32 {
    set as u32
}

/// Contributions from the figures of all coalitions, by set.
#[allow(clippy::cast_precision_loss, reason = "divided once, at the end")]
pub(super) fn exact(order: &Order, rows: &[Row]) -> Solution {
    let (count, figures) = (order.count(), rows[0].len());
    let ways = order.ways();
    let on = order.ways_on(&ways);
    let orders = ways[ways.len() - 1];
    let mut players: Vec<Contribution> = Vec::with_capacity(count);
    let mut sums = vec![0i128; figures];
    for i in 0..count {
        let mut player = Contribution::new(figures);
        sums.fill(0);
        for set in (0..rows.len()).filter(|set| ways[*set] > 0 && order.admits(mask(*set), i)) {
            let with = set | 1 << i;
            // At most 16! = 2.1e13 of them.
            let weight = i128::from(ways[set]) * i128::from(on[with]);
            for (figure, (after, before)) in rows[with].iter().zip(&rows[set]).enumerate() {
                let added = after.saturating_sub(*before);
                sums[figure] += weight * i128::from(added);
                player.adds(figure, added);
            }
            for j in 0..i {
                let is_asked = player.interacts & (1 << j) == 0 && order.admits(mask(set), j);
                if is_asked && !adds_up(&rows[set], &rows[with], &rows[set | 1 << j], &rows[with | 1 << j]) {
                    player.interacts |= 1 << j;
                }
            }
        }
        player.shapley = sums.iter().map(|sum| *sum as f64 / orders as f64).collect();
        players.push(player);
    }
    mirror(&mut players);
    Solution { players, drawn: None }
}

/// Whether two players together add what each of them adds alone.
fn adds_up(neither: &[i64], one: &[i64], other: &[i64], both: &[i64]) -> bool {
    let four = neither.iter().zip(one).zip(other.iter().zip(both));
    four.map(|((neither, one), (other, both))| both.wrapping_sub(*one).wrapping_sub(*other).wrapping_add(*neither))
        .all(|rest| rest == 0)
}

/// Who interacts with somebody is interacted with.
fn mirror(players: &mut [Contribution]) {
    for i in 0..players.len() {
        for j in 0..players.len() {
            if players[i].interacts & (1 << j) != 0 {
                players[j].interacts |= 1 << i;
            }
        }
    }
}

/// Contributions from orders drawn at random; `row` gives the figures of a coalition.
#[allow(clippy::cast_precision_loss, reason = "divided once, at the end")]
pub(super) fn sampled(order: &Order, figures: usize, mut row: impl FnMut(u32) -> Row) -> Solution {
    let count = order.count();
    let mut known: HashMap<u32, Row> = HashMap::new();
    let mut row = |set: u32| known.entry(set).or_insert_with(|| row(set)).clone();
    let mut players = vec![Contribution::new(figures); count];
    let mut sums = vec![vec![(0i128, 0.0f64); figures]; count];
    let mut chain = Chain::new(order);
    for _ in 0..ORDERS {
        chain.mix();
        let mut set = 0;
        let mut before = row(0);
        for (at, i) in chain.places.iter().enumerate() {
            let with = set | 1 << i;
            let after = row(with);
            for figure in 0..figures {
                let added = after[figure].saturating_sub(before[figure]);
                sums[*i][figure].0 += i128::from(added);
                sums[*i][figure].1 += added as f64 * added as f64;
                players[*i].adds(figure, added);
            }
            if let Some(j) = chain.places.get(at + 1).filter(|j| order.admits(set, **j)) {
                if players[*i].interacts & (1 << j) == 0 && !adds_up(&before, &after, &row(set | 1 << j), &row(with | 1 << j)) {
                    players[*i].interacts |= 1 << j;
                }
            }
            (set, before) = (with, after);
        }
    }
    let orders = ORDERS as f64;
    for (player, sums) in players.iter_mut().zip(sums) {
        player.shapley = sums.iter().map(|(sum, _)| *sum as f64 / orders).collect();
        let error = |((_, squares), mean): (&(i128, f64), &f64)| {
            let variance = (squares - orders * mean * mean).max(0.0) / (orders - 1.0);
            (variance / orders).sqrt()
        };
        player.error = sums.iter().zip(&player.shapley).map(error).collect();
    }
    mirror(&mut players);
    Solution { players, drawn: Some(ORDERS) }
}

/// Draws orders in which each player comes after those it needs, all equally likely: neighbours that do not need each
/// other are swapped at random (Karzanov and Khachiyan 1991), n³ ln n times (Wilson 2004) between one order and the next.
struct Chain<'a> {
    order: &'a Order<'a>,
    places: Vec<usize>,
    random: u64,
    swaps: usize,
}

impl<'a> Chain<'a> {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 32 players")]
    fn new(order: &'a Order<'a>) -> Self {
        let count = order.count() as f64;
        let swaps = (count.powi(3) * count.max(2.0).ln()).ceil() as usize;
        Self { order, places: (0..order.count()).collect(), random: 0x5eed, swaps }
    }
    fn mix(&mut self) {
        let pairs = self.places.len().saturating_sub(1) as u64;
        if pairs == 0 {
            return;
        }
        for _ in 0..self.swaps {
            let bits = self.next();
            let at = usize::try_from(((bits >> 32) * pairs) >> 32).unwrap_or(0);
            if bits & 1 == 0 && self.order.needs[self.places[at + 1]] & (1 << self.places[at]) == 0 {
                self.places.swap(at, at + 1);
            }
        }
    }
    /// `SplitMix64` (Steele, Lea and Flood 2014).
    const fn next(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::needless_range_loop, reason = "small numbers, and tables that are read by place")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All orders in which each comes after what it needs.
    fn orders(order: &Order) -> Vec<Vec<usize>> {
        let mut done = Vec::new();
        let mut open = vec![(0u32, Vec::new())];
        while let Some((set, so_far)) = open.pop() {
            if so_far.len() == order.count() {
                done.push(so_far);
                continue;
            }
            for player in (0..order.count()).filter(|player| order.admits(set, *player)) {
                let mut next: Vec<usize> = so_far.clone();
                next.push(player);
                open.push((set | 1 << player, next));
            }
        }
        done
    }

    /// Up to six players, some of which need earlier ones, and two figures for every set.
    fn games() -> impl Strategy<Value = (Vec<u32>, Vec<Row>)> {
        (1usize..7).prop_flat_map(|count| {
            let needs = prop::collection::vec(prop_oneof![2 => Just(0u32), 1 => any::<u32>()], count);
            let needs = needs.prop_map(|all| all.into_iter().enumerate().map(|(i, mask)| mask & ((1 << i) - 1)).collect());
            let row = prop::collection::vec(-1000i64..1000, 2).prop_map(Vec::into_boxed_slice);
            (needs, prop::collection::vec(row, 1 << count))
        })
    }

    proptest! {
        #[test]
        fn shapley_values_are_means_over_all_orders_and_add_up((needs, rows) in games()) {
            let order = Order { needs: &needs };
            let solution = exact(&order, &rows);
            let all = orders(&order);
            let last = rows.len() - 1;
            for figure in 0..2 {
                let mut sums = vec![0i64; needs.len()];
                let (mut least, mut most) = (vec![i64::MAX; needs.len()], vec![i64::MIN; needs.len()]);
                for one in &all {
                    let mut set = 0usize;
                    let mut total = 0;
                    for player in one {
                        let added = rows[set | 1 << player][figure] - rows[set][figure];
                        set |= 1 << player;
                        sums[*player] += added;
                        total += added;
                        (least[*player], most[*player]) = (least[*player].min(added), most[*player].max(added));
                    }
                    prop_assert_eq!(total, rows[last][figure] - rows[0][figure], "every order adds up");
                }
                for (i, player) in solution.players.iter().enumerate() {
                    prop_assert!((player.shapley[figure] - sums[i] as f64 / all.len() as f64).abs() < 1e-9);
                    prop_assert_eq!((player.least[figure], player.most[figure]), (least[i], most[i]));
                    prop_assert!(player.shapley[figure] >= least[i] as f64 - 1e-9 && player.shapley[figure] <= most[i] as f64 + 1e-9);
                }
                let sum: f64 = solution.players.iter().map(|player| player.shapley[figure]).sum();
                prop_assert!((sum - (rows[last][figure] - rows[0][figure]) as f64).abs() < 1e-9);
            }
        }

        #[test]
        fn who_adds_nothing_gets_nothing_and_who_adds_the_same_gets_the_same((_, rows) in games(), add in -9i64..9) {
            let count = rows.len().trailing_zeros() as usize;
            let needs = vec![0; count];
            // The last player adds a fixed amount to whatever is there; the first two count alike.
            let alike = |set: usize| if set & 3 == 2 { set ^ 3 } else { set };
            let alone = 1 << (count - 1);
            let value = |set: usize| {
                let rest = if count > 2 { alike(set & !alone) } else { set & !alone };
                rows[rest].iter().map(|x| x + if set & alone != 0 { add } else { 0 }).collect::<Row>()
            };
            let rows: Vec<Row> = (0..rows.len()).map(value).collect();
            let solution = exact(&Order { needs: &needs }, &rows);
            let last = &solution.players[count - 1];
            prop_assert_eq!((last.shapley[0], last.interacts), (add as f64, 0));
            prop_assert_eq!((last.least[0], last.most[0]), (add, add));
            if count > 2 {
                prop_assert!((solution.players[0].shapley[1] - solution.players[1].shapley[1]).abs() < 1e-9);
            }
            for (i, one) in solution.players.iter().enumerate() {
                for (j, other) in solution.players.iter().enumerate() {
                    prop_assert_eq!(one.interacts & (1 << j) != 0, other.interacts & (1 << i) != 0);
                }
            }
        }

        #[test]
        fn orders_drawn_at_random_come_near_and_add_up_exactly((needs, rows) in games()) {
            let order = Order { needs: &needs };
            let (all, some) = (exact(&order, &rows), sampled(&order, 2, |set| rows[set as usize].clone()));
            let total: f64 = some.players.iter().map(|player| player.shapley[0]).sum();
            prop_assert!((total - (rows[rows.len() - 1][0] - rows[0][0]) as f64).abs() < 1e-9);
            for (one, other) in all.players.iter().zip(&some.players) {
                // Six standard errors: one in a billion, if there were infinitely many orders.
                prop_assert!((one.shapley[0] - other.shapley[0]).abs() <= 6.0 * other.error[0] + 1e-9, "{one:?} {other:?}");
                prop_assert!(other.interacts & !one.interacts == 0);
                prop_assert!(other.least[0] >= one.least[0] && other.most[0] <= one.most[0]);
            }
        }
    }

    #[test]
    fn two_who_are_worth_something_only_together_share_it() {
        let rows: Vec<Row> = [0, 0, 0, -6].map(|x| Box::from([x])).into();
        let solution = exact(&Order { needs: &[0, 0] }, &rows);
        assert!(solution.players.iter().all(|player| player.shapley == [-3.0] && player.least == [-6] && player.most == [0]));
        assert_eq!((solution.players[0].interacts, solution.players[1].interacts), (2, 1));
        // If the second requires the first, there is one order.
        let solution = exact(&Order { needs: &[0, 1] }, &rows);
        assert_eq!((&*solution.players[0].shapley, &*solution.players[1].shapley), (&[0.0][..], &[-6.0][..]));
        assert_eq!(solution.players[0].interacts, 0);
    }
}
