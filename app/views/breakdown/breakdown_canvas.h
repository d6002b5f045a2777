// SPDX-License-Identifier: GPL-3.0-or-later
// The waterfall as a widget: hover, click and keys on rows. Knows neither document nor hub. GUI thread only.
#pragma once

#include "views/breakdown/breakdown_painter.h"
#include "views/common/explainable.h"

#include <QWidget>

namespace shardscape {

class BreakdownCanvas : public QWidget, public Explainable {
    Q_OBJECT
public:
    explicit BreakdownCanvas(QWidget* parent = nullptr);

    void setWaterfalls(std::vector<Waterfall> all);
    [[nodiscard]] const std::vector<Waterfall>& all() const { return m_all; }
    /// The pinned plan's times, drawn as outlines; empty = none.
    void setBaseline(std::vector<Waterfall> all);
    void setTokens(const Tokens& tokens);
    [[nodiscard]] WaterfallGeometry geometryNow() const;
    /// The derivation of a row, empty for a title.
    [[nodiscard]] QString derivationOf(int row) const;
    [[nodiscard]] QString describe(int row) const;
    [[nodiscard]] QString figureAtFocus() const override { return m_row ? derivationOf(*m_row) : QString(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, 80}; }

Q_SIGNALS:
    void chosen(const QString& derivationId);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setRow(std::optional<int> row);

    std::vector<Waterfall> m_all;
    std::vector<Waterfall> m_baseline;
    const Tokens* m_tokens = nullptr;
    std::optional<int> m_row;
};

} // namespace shardscape
