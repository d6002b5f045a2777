// SPDX-License-Identifier: GPL-3.0-or-later
// The memory picture as a widget: shows bars, turns pointer and keys into a hovered part, a chosen part and a wish to have it explained.
// Knows neither document nor hub; the view connects them. GUI thread only.
#pragma once

#include "views/common/explainable.h"
#include "views/memory/memory_painter.h"

#include <QWidget>

namespace shardscape {

/// A part of a bar, or a bar alone.
struct MemoryTarget {
    int bar = -1;
    std::optional<MemoryPart> part;
    bool operator==(const MemoryTarget&) const = default;
};

class MemoryCanvas : public QWidget, public Explainable {
    Q_OBJECT
public:
    explicit MemoryCanvas(QWidget* parent = nullptr);

    void setBars(MemoryBars bars);
    [[nodiscard]] const MemoryBars& bars() const { return m_bars; }
    /// The pinned plan's bars, drawn as outlines; empty bars = none.
    void setBaseline(MemoryBars bars);
    [[nodiscard]] const MemoryBars& baseline() const { return m_baseline; }
    void setTokens(const Tokens& tokens);
    void setHighlight(std::optional<int> stage, std::optional<MemoryPart> part);
    [[nodiscard]] MemoryTarget targetAt(QPointF position) const;
    [[nodiscard]] QRectF rectOf(const MemoryTarget& target) const;
    [[nodiscard]] Bytes scaleTop() const { return m_scaleTop; }
    /// "Activations of stage 0: 12.3 GiB of 80 GiB".
    [[nodiscard]] QString describe(const MemoryTarget& target) const;
    [[nodiscard]] QString figureAtFocus() const override;

    QSize sizeHint() const override { return {420, 320}; }
    QSize minimumSizeHint() const override { return {160, 140}; }

Q_SIGNALS:
    void hovered(const MemoryTarget& target); ///< bar -1 when nothing is under the pointer
    void chosen(const MemoryTarget& target);  ///< click or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] MemoryBarsGeometry geometryNow() const;
    void rescale();
    void moveCursor(int bars, int parts);
    void announce(const MemoryTarget& target);

    MemoryBars m_bars;
    MemoryBars m_baseline;
    const Tokens* m_tokens = nullptr;
    Bytes m_scaleTop;
    std::optional<int> m_stage;
    std::optional<MemoryPart> m_part;
    MemoryTarget m_hovered;
    MemoryTarget m_cursor;
};

} // namespace shardscape
