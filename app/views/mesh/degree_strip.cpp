// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/degree_strip.h"

#include "views/common/hatch.h"

#include <QPainter>

#include <algorithm>

namespace shardscape {

namespace {
constexpr int margin = 5;
constexpr int leastWidth = 320; // room for the line of words
}

DegreeStrip::DegreeStrip(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Degrees of the axis"));
    hide();
}

void DegreeStrip::open(std::vector<DegreeStep> steps, int present, const Tokens& tokens)
{
    m_steps = std::move(steps);
    m_tokens = &tokens;
    m_present = m_chosen = present;
    m_note.clear();
    resize(sizeHint());
    show();
    raise();
    update();
}

void DegreeStrip::choose(int index)
{
    if (index == m_chosen)
        return;
    m_chosen = index;
    m_note.clear();
    setAccessibleDescription(line());
    update();
}

void DegreeStrip::setNote(const QString& note)
{
    m_note = note;
    setAccessibleDescription(line());
    update();
}

QRect DegreeStrip::fieldRect(int index) const
{
    const int width = std::max(24, fontMetrics().horizontalAdvance(QStringLiteral("16384")) + 6);
    return {margin + index * width, margin, width, std::max(24, fontMetrics().height() + 6)};
}

int DegreeStrip::fieldNear(int x) const
{
    const int index = (x - margin) / std::max(1, fieldRect(0).width());
    return std::clamp(x < margin ? 0 : index, 0, static_cast<int>(m_steps.size()) - 1);
}

QString DegreeStrip::line() const
{
    if (m_steps.empty())
        return {};
    const DegreeStep& step = m_steps[static_cast<std::size_t>(m_chosen)];
    if (!step.reason.isEmpty())
        return step.reason;
    if (m_chosen == m_present)
        return tr("Drag to another degree; Shift leaves dp as it is.");
    return m_note;
}

QSize DegreeStrip::sizeHint() const
{
    const QRect last = fieldRect(static_cast<int>(m_steps.size()) - 1);
    return {std::max(last.right() + 1 + margin, leastWidth * fontMetrics().height() / 15), last.bottom() + 2 * fontMetrics().height() + 3 * margin};
}

void DegreeStrip::paintEvent(QPaintEvent*)
{
    if (m_tokens == nullptr)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), m_tokens->surface);
    painter.setPen(QPen(m_tokens->accent, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    for (int i = 0; i < static_cast<int>(m_steps.size()); ++i) {
        const DegreeStep& step = m_steps[static_cast<std::size_t>(i)];
        const QRect field = fieldRect(i);
        const bool chosen = i == m_chosen;
        const bool legal = step.reason.isEmpty();
        painter.fillRect(field.adjusted(1, 1, -1, -1), chosen && legal ? m_tokens->accent : m_tokens->surfaceAlt);
        if (!legal)
            drawHatch(painter, QRectF(field.adjusted(1, 1, -1, -1)), Hatch::Rising, m_tokens->idleHatch);
        if (i == m_present || chosen) {
            painter.setPen(QPen(chosen && !legal ? m_tokens->bad : i == m_present ? m_tokens->text : m_tokens->accent, 2));
            painter.drawRect(field.adjusted(1, 1, -1, -1));
        }
        painter.setPen(!legal ? m_tokens->textMuted : chosen ? m_tokens->accentText : m_tokens->text);
        painter.drawText(field, Qt::AlignCenter, QString::number(step.degree));
    }
    const bool bad = !m_steps[static_cast<std::size_t>(m_chosen)].reason.isEmpty();
    painter.setPen(bad ? m_tokens->bad : m_tokens->text);
    const QRect words(margin, fieldRect(0).bottom() + 1 + margin / 2, width() - 2 * margin, height() - fieldRect(0).bottom() - margin - margin / 2);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, line());
}

} // namespace shardscape
