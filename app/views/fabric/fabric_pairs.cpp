// SPDX-License-Identifier: GPL-3.0-or-later
// Who sends to whom: the numbers, their words and table, and the picture of senders by receivers.
#include "evaluate/evaluated_traffic.h"
#include "views/common/number_text.h"
#include "views/fabric/fabric_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

namespace {

constexpr int mostBlocks = 128;
constexpr std::size_t listedPairs = 256;
constexpr double slowestRate = 1e6;  ///< bytes per second at the low end of the scale
constexpr double fastestRate = 1e12; ///< and at its high end

double rateScale(double bytesPerSecond)
{
    if (bytesPerSecond <= slowestRate)
        return 0.0;
    return std::min(1.0, std::log(bytesPerSecond / slowestRate) / std::log(fastestRate / slowestRate));
}

} // namespace

const PairTraffic& FabricModel::pairs() const
{
    if (!m_pairs)
        m_pairs = m_evaluation->plan ? pairTraffic(m_evaluation->plan->mesh, fabric(), evaluatedTraffic(*m_evaluation), blockFor(fabric(), mostBlocks))
                                     : PairTraffic{};
    return *m_pairs;
}

double FabricModel::pairBytes(int from, int to) const
{
    double sum = 0.0;
    for (std::size_t axis = 0; axis < axisCount; ++axis)
        sum += m_filter.test(axis) ? pairs().at(from, to)[axis] : 0.0;
    return sum;
}

QString FabricModel::blockName(int block) const
{
    const int size = pairs().gpusPerBlock;
    if (size == 1)
        return tr("GPU %1").arg(block);
    const int nodes = std::max(1, size / fabric().gpusPerNode());
    if (nodes == 1)
        return tr("node %1").arg(block);
    return tr("nodes %1–%2").arg(block * nodes).arg(std::min((block + 1) * nodes, fabric().nodes()) - 1);
}

QString FabricModel::describePair(int from, int to) const
{
    const double total = pairBytes(from, to);
    const QString names = from == to ? tr("inside %1").arg(blockName(from)) : blockName(from) + QStringLiteral(" → ") + blockName(to);
    if (total <= 0.0)
        return tr("%1: nothing").arg(names);
    QStringList shares;
    for (std::size_t axis = 0; axis < axisCount; ++axis)
        if (const double part = pairs().at(from, to)[axis]; m_filter.test(axis) && part > 0.0)
            shares << tr("%1 %2").arg(QString::fromUtf8(toText(static_cast<Axis>(axis))), percentText(part / total));
    return tr("%1: %2; %3").arg(names, trafficText(total), shares.join(QStringLiteral(", ")));
}

TableData FabricModel::pairTable() const
{
    TableData data;
    data.title = tr("Who sends to whom");
    data.header = {tr("From"), tr("To"), tr("Bytes")};
    data.textColumns = 2;
    for (const auto& axis : EnumNames<Axis>::table)
        data.header << tr("%1 bytes").arg(QString::fromUtf8(axis.text));
    std::vector<std::pair<int, int>> order;
    for (int from = 0; from < pairs().blocks; ++from)
        for (int to = 0; to < pairs().blocks; ++to)
            if (pairBytes(from, to) > 0.0)
                order.emplace_back(from, to);
    const auto kept = order.begin() + static_cast<std::ptrdiff_t>(std::min(listedPairs, order.size()));
    std::partial_sort(order.begin(), kept, order.end(), [this](const auto& a, const auto& b) {
        const double more = pairBytes(a.first, a.second);
        const double less = pairBytes(b.first, b.second);
        return more != less ? more > less : a < b;
    });
    order.erase(kept, order.end());
    for (const auto& [from, to] : order) {
        QStringList row{blockName(from), blockName(to), trafficText(pairBytes(from, to))};
        for (const double part : pairs().at(from, to))
            row << trafficText(part);
        data.rows.push_back(row);
    }
    return data;
}

void paintPairMatrix(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens)
{
    const int blocks = model.pairs().blocks;
    const double period = model.evaluation().trafficPeriod.inSeconds();
    if (blocks == 0)
        return;
    const QRectF cells = fabricMatrixCells(area);
    QImage image(blocks, blocks, QImage::Format_RGB32);
    for (int from = 0; from < blocks; ++from)
        for (int to = 0; to < blocks; ++to) {
            const double bytes = model.pairBytes(from, to);
            image.setPixelColor(to, from, bytes > 0.0 && period > 0.0 ? loadColor(tokens, rateScale(bytes / period)) : tokens.surfaceAlt);
        }
    painter.drawImage(cells, image);
    const QSizeF cell(cells.width() / blocks, cells.height() / blocks);
    painter.setPen(QPen(tokens.line, 1));
    for (int i = 0; i <= blocks && cell.width() >= 6 && cell.height() >= 6; ++i) {
        painter.drawLine(QPointF(cells.left() + i * cell.width(), cells.top()), QPointF(cells.left() + i * cell.width(), cells.bottom()));
        painter.drawLine(QPointF(cells.left(), cells.top() + i * cell.height()), QPointF(cells.right(), cells.top() + i * cell.height()));
    }
    painter.setPen(tokens.text);
    const QFontMetricsF metrics(painter.font());
    const auto stepFor = [](double room, double needed) { return std::max(1, static_cast<int>(std::ceil(needed / std::max(1e-6, room)))); };
    const int rows = stepFor(cell.height(), metrics.height());
    for (int block = 0; block < blocks; block += rows)
        painter.drawText(QRectF(area.left(), cells.top() + block * cell.height(), cells.left() - area.left() - 6, std::max(cell.height(), metrics.height())),
                         Qt::AlignRight | (rows == 1 ? Qt::AlignVCenter : Qt::AlignTop),
                         metrics.elidedText(model.blockName(block), Qt::ElideRight, cells.left() - area.left() - 6));
    const int columns = stepFor(cell.width(), metrics.horizontalAdvance(model.blockName(blocks - 1)) + 10);
    for (int block = 0; block < blocks; block += columns) {
        const QRectF box(cells.left() + block * cell.width(), area.top(), columns * cell.width(), cells.top() - area.top() - 2);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignBottom | Qt::TextDontClip, model.blockName(block));
    }
}

void paintPairLegend(QPainter& painter, const QRectF& area, const FabricModel& model, const Tokens& tokens)
{
    const QFontMetricsF metrics(painter.font());
    double x = area.left() + 8;
    const auto word = [&](const QString& text, const QColor& color) {
        painter.setPen(color);
        const double room = std::max(0.0, area.right() - x - 4);
        painter.drawText(QRectF(x, area.top(), room, area.height()), Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, room));
        x += metrics.horizontalAdvance(text) + 10;
    };
    word(FabricModel::tr("Sent a second:"), tokens.text);
    for (const double rate : {slowestRate, 1e8, 1e10, fastestRate}) {
        painter.fillRect(QRectF(x, area.center().y() - 5, 22, 10), loadColor(tokens, rateScale(rate)));
        x += 26;
        word(rateText(BytesPerSecond::fromBase(rate)), tokens.text);
    }
    word(model.pairs().gpusPerBlock == 1 ? FabricModel::tr("Row: sender. Column: receiver. Gray: nothing.")
                                         : FabricModel::tr("Row: sender. Column: receiver. Diagonal: inside. Gray: nothing."),
         tokens.textMuted);
}

} // namespace shardscape
