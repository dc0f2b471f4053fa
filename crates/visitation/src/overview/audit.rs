//! The exact range of every hidden cell for whoever knows the totals and all shown cells.
//!
//! A hidden cell is at least 1, since zeros are shown. What the hidden cells of a row come to beyond that is what its
//! total leaves, and so for columns: a transport problem, whose corners are whole numbers. The least value of a cell is
//! what the others cannot carry; its greatest is found by trying, each try one greatest flow of petgraph's.
//! A person who is counted knows one of the cell to be herself; of the others she knows as much as everybody of all, so
//! a range of more than one value is so for her too.

use std::collections::BTreeSet;

use petgraph::algo::dinics;
use petgraph::graph::{DiGraph, NodeIndex};

use super::table::Counts;

/// The place of a cell: row and column.
pub(super) type Place = (usize, usize);

/// The least and the greatest value of every hidden cell, in their order.
#[must_use]
pub fn ranges(counts: &Counts, hidden: &BTreeSet<Place>) -> Vec<(Place, u64, u64)> {
    let problem = Problem::of(counts, hidden);
    let all = problem.total();
    let range = |cell: &Place| {
        let least = all - problem.carried(Some(*cell), 0);
        let (mut low, mut high) = (least, problem.at_most(*cell));
        while low < high {
            let tried = low + (high - low).div_ceil(2);
            if problem.carried(Some(*cell), tried) + tried == all { low = tried } else { high = tried - 1 }
        }
        (*cell, least + 1, low + 1)
    };
    hidden.iter().map(range).collect()
}

/// What rows and columns have left for their hidden cells beyond 1 each.
struct Problem<'h> {
    rows: Vec<u64>,
    columns: Vec<u64>,
    hidden: &'h BTreeSet<Place>,
}

impl<'h> Problem<'h> {
    fn of(counts: &Counts, hidden: &'h BTreeSet<Place>) -> Self {
        let (mut rows, mut columns) = (vec![0; counts.rows.len()], vec![0; counts.columns.len()]);
        for &(row, column) in hidden {
            let beyond = counts.at(row, column).saturating_sub(1);
            if let Some(left) = rows.get_mut(row) {
                *left += beyond;
            }
            if let Some(left) = columns.get_mut(column) {
                *left += beyond;
            }
        }
        Self { rows, columns, hidden }
    }

    fn total(&self) -> u64 {
        self.rows.iter().sum()
    }

    fn at_most(&self, (row, column): Place) -> u64 {
        let left = |list: &[u64], place: usize| list.get(place).copied().unwrap_or_default();
        left(&self.rows, row).min(left(&self.columns, column))
    }

    /// How much the hidden cells but one can carry, when that one takes `taken` of its row and column.
    fn carried(&self, without: Option<Place>, taken: u64) -> u64 {
        let mut graph: DiGraph<(), u64> = DiGraph::new();
        let (source, sink) = (graph.add_node(()), graph.add_node(()));
        let less = |place: usize, own: Option<usize>, left: u64| if own == Some(place) { left - taken } else { left };
        let rows: Vec<NodeIndex> = self.rows.iter().map(|_| graph.add_node(())).collect();
        let columns: Vec<NodeIndex> = self.columns.iter().map(|_| graph.add_node(())).collect();
        for (place, (node, left)) in rows.iter().zip(&self.rows).enumerate() {
            graph.add_edge(source, *node, less(place, without.map(|cell| cell.0), *left));
        }
        for (place, (node, left)) in columns.iter().zip(&self.columns).enumerate() {
            graph.add_edge(*node, sink, less(place, without.map(|cell| cell.1), *left));
        }
        for cell in self.hidden.iter().filter(|cell| Some(**cell) != without) {
            if let (Some(row), Some(column)) = (rows.get(cell.0), columns.get(cell.1)) {
                graph.add_edge(*row, *column, self.total());
            }
        }
        dinics(&graph, source, sink).0
    }
}
