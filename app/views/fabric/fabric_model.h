// SPDX-License-Identifier: GPL-3.0-or-later
// What the fabric picture shows: the evaluation's link loads under a filter of axes, their sums per node, and the bottleneck in words.
// A value made once per evaluation and filter; one thread
// at a time (the pairs are made when first asked for).
#pragma once

#include "cost/pair_traffic.h"
#include "evaluate/evaluation.h"
#include "views/common/table_data.h"
#include "views/fabric/fabric_layout.h"

#include <QCoreApplication>

#include <bitset>
#include <memory>
#include <optional>

namespace shardscape {

using AxisFilter = std::bitset<axisCount>;

/// How a group's members come one after another.
struct GroupOrder {
    enum class Shape : unsigned char { Ring, Chain, Exchange };
    Axis axis = Axis::Tp;
    GroupKind kind = GroupKind::Tp;
    Shape shape = Shape::Ring;
    std::vector<int> gpus; ///< in ring order, stage order, or group order
};

class FabricModel {
    Q_DECLARE_TR_FUNCTIONS(Fabric)
public:
    /// \pre the evaluation has a fabric and a link map
    /// \param baseline to tell changes against, null = none; one on another machine is left out
    FabricModel(std::shared_ptr<const Evaluation> evaluation, AxisFilter filter, const Evaluation* baseline = nullptr);

    [[nodiscard]] const Evaluation& evaluation() const { return *m_evaluation; }
    [[nodiscard]] const Fabric& fabric() const { return *m_evaluation->fabric; }
    [[nodiscard]] const FabricLayout& layout() const { return m_layout; }
    [[nodiscard]] AxisFilter filter() const { return m_filter; }

    /// Time at full rate over the period the traffic covers, of the axes that are shown.
    [[nodiscard]] double busy(int link) const { return m_busy[static_cast<std::size_t>(link)]; }
    [[nodiscard]] double bytes(int link) const;
    [[nodiscard]] double busiestOf(int node) const { return m_nodeBusy[static_cast<std::size_t>(node)]; }
    [[nodiscard]] bool hasBaseline() const { return !m_before.empty(); }
    /// Busy share now less that of the baseline. \pre hasBaseline()
    [[nodiscard]] double change(int link) const { return busy(link) - m_before[static_cast<std::size_t>(link)]; }
    /// Links by load, fullest first; at most 32.
    [[nodiscard]] const std::vector<int>& ranking() const { return m_ranking; }

    [[nodiscard]] QString nameOf(int vertex) const;
    /// "node 3", in a cluster of unlike nodes with the letter of its kind and its accelerator.
    [[nodiscard]] QString nodeName(int node) const;
    /// "A", "B"... of the node's kind; empty when all nodes are alike.
    [[nodiscard]] QString kindLetter(int node) const;
    [[nodiscard]] QString linkName(int link) const;
    [[nodiscard]] QString
    describe(int link) const;                 ///< rate, bytes, busy share and the axes' shares and groups, for tooltips and the status bar
    [[nodiscard]] QString bottleneck() const; ///< one or two sentences with the cause
    /// Members and order of the rings of a GPU's groups, of all or of one kind.
    [[nodiscard]] QString ringsOf(int gpu, std::optional<GroupKind> only = std::nullopt) const;
    /// The groups of a GPU that send something for the axes that are shown, of all kinds or of one; empty when it holds no rank.
    [[nodiscard]] std::vector<GroupOrder> ordersOf(int gpu, std::optional<GroupKind> only = std::nullopt) const;
    [[nodiscard]] std::vector<GroupOrder> ordersOfGroup(qint64 focusId) const; ///< of a focused group (Focus::Kind::Group)
    [[nodiscard]] TableData table() const;
    [[nodiscard]] TableData orderTable(const std::vector<GroupOrder>& orders) const; ///< one row per step

    /// Who sends to whom, made when first asked for: at most 128 blocks.
    [[nodiscard]] const PairTraffic& pairs() const;
    [[nodiscard]] double pairBytes(int from, int to) const; ///< of the axes that are shown
    [[nodiscard]] QString blockName(int block) const;
    [[nodiscard]] QString describePair(int from, int to) const;
    [[nodiscard]] TableData pairTable() const; ///< pairs by bytes, largest first

private:
    [[nodiscard]] QString changeOf(int link) const; ///< "; +3.1 % of the time against the baseline", or nothing
    [[nodiscard]] QString causeOf(int link) const;
    [[nodiscard]] QString sharesOf(int link) const;
    [[nodiscard]] QString groupsOn(int link) const;         ///< of the GPU at its end; empty between switches
    [[nodiscard]] std::optional<int> gpuAt(int link) const; ///< at an end of the link, or the first one of its NIC

    std::shared_ptr<const Evaluation> m_evaluation;
    AxisFilter m_filter;
    FabricLayout m_layout;
    std::vector<double> m_busy;
    std::vector<double> m_before; ///< busy shares of the baseline; empty = there is none
    std::vector<double> m_nodeBusy;
    std::vector<int> m_ranking;
    mutable std::optional<PairTraffic> m_pairs;
};

/// Place on the load scale, 0..1: a busy share of 0.1 % or less is 0, 100 % or more is 1, decades evenly between.
[[nodiscard]] double loadScale(double busy);

[[nodiscard]] QString linkKindName(LinkKind kind);

} // namespace shardscape
