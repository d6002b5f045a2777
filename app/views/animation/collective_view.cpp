// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/animation/collective_view.h"

#include "document/document.h"
#include "views/animation/collective_painter.h"
#include "views/common/number_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QUrlQuery>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int mostRanks = 16;

} // namespace

CollectiveView::CollectiveView(AppContext& context, QWidget* parent)
    : AnimationView{context, animation(this), tr("Collective, hop by hop"), parent}, m_context{context}
{
    setObjectName(QStringLiteral("collectiveView"));
    addControls();
    connect(&context.document, &Document::evaluationChanged, this, &CollectiveView::reload);
    reload();
}

Animation CollectiveView::animation(CollectiveView* self)
{
    return {.paint = [self](QPainter& painter, const QRectF& area, const Tokens& tokens, double share) {
                paintCollectives(painter, area, {.lanes = self->m_lanes, .op = self->m_choice.op, .tokens = tokens, .share = share});
            },
            .caption = [self](double share) { return collectiveCaption(self->m_lanes, share); },
            .table = [self] { return collectiveTable(self->m_lanes); },
            .events =
                [self] {
                    int hops = 1;
                    for (const CollectiveLane& lane : self->m_lanes)
                        hops = std::max(hops, lane.moves.hops);
                    return hops;
                }};
}

void CollectiveView::addControls()
{
    int at = 0;
    const auto combo = [this, &at](const QString& name) {
        auto* box = new QComboBox(this);
        box->setAccessibleName(name);
        box->setToolTip(name);
        head().insertWidget(at++, box);
        connect(box, &QComboBox::currentIndexChanged, this, &CollectiveView::reload);
        return box;
    };
    m_op = combo(tr("Operation"));
    for (const auto& [op, text] : {std::pair{CollectiveOp::AllReduce, tr("All-reduce")}, std::pair{CollectiveOp::ReduceScatter, tr("Reduce-scatter")},
                                   std::pair{CollectiveOp::AllGather, tr("All-gather")}})
        m_op->addItem(text, static_cast<int>(op));
    m_place = combo(tr("Where the GPUs are"));
    m_place->addItem(tr("in one node"), false);
    m_place->addItem(tr("one on each node"), true);
    m_size = combo(tr("Size of the vector"));
    for (const double bytes : {1e9, 64e6, 1e6, 32e3})
        m_size->addItem(trafficText(bytes), bytes);
    m_ranks = new QSpinBox(this);
    m_ranks->setRange(2, mostRanks);
    m_ranks->setValue(8);
    m_ranks->setSuffix(tr(" GPUs"));
    m_ranks->setAccessibleName(tr("GPUs"));
    head().insertWidget(at, m_ranks);
    connect(m_ranks, &QSpinBox::valueChanged, this, &CollectiveView::reload);
}

void CollectiveView::configure(const QString& settings)
{
    const QUrlQuery query(settings);
    const auto value = [&](const char* key) { return query.queryItemValue(QLatin1String(key)); };
    if (const auto op = fromText<CollectiveOp>(value("op").toStdString()); op && m_op->findData(static_cast<int>(*op)) >= 0)
        m_op->setCurrentIndex(m_op->findData(static_cast<int>(*op)));
    if (query.hasQueryItem(QStringLiteral("place")))
        m_place->setCurrentIndex(value("place") == QLatin1String("nodes") ? 1 : 0);
    if (const int size = m_size->findData(value("bytes").toDouble()); size >= 0)
        m_size->setCurrentIndex(size);
    if (const int ranks = value("ranks").toInt(); ranks >= 2 && ranks <= mostRanks)
        m_ranks->setValue(ranks);
}

void CollectiveView::reload()
{
    if (m_ranks == nullptr)
        return; // while the controls are made
    m_choice = {.op = static_cast<CollectiveOp>(m_op->currentData().toInt()),
                .ranks = m_ranks->value(),
                .bytes = m_size->currentData().toDouble(),
                .acrossNodes = m_place->currentData().toBool()};
    const auto evaluation = m_context.document.evaluation();
    m_lanes = evaluation ? collectiveLanes(m_choice, evaluation->inputs->cluster) : std::vector<CollectiveLane>{};
    refresh();
}

} // namespace shardscape
