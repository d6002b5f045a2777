// SPDX-License-Identifier: GPL-3.0-or-later
// A sweep's chart as a widget: hover, click and keys on its items, each of them in the accessibility tree. Knows neither document nor
// hub. GUI thread only.
#pragma once

#include "views/common/painted_items.h"
#include "views/sweep/sweep_chart.h"

#include <QWidget>

namespace shardscape {

class SweepCanvas : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit SweepCanvas(QWidget* parent = nullptr);

    /// Null shows `text` instead. A chart with as many items as before keeps the item that is pointed at.
    void setChart(std::shared_ptr<const SweepChart> chart, const QString& text = {});
    [[nodiscard]] const std::shared_ptr<const SweepChart>& chart() const { return m_chart; }
    [[nodiscard]] QString text() const { return m_text; }
    void setTokens(const Tokens& tokens);
    [[nodiscard]] std::optional<int> item() const { return m_item; }
    /// Everything on the present ground, for the screen and for files.
    void paintPicture(QPainter& painter) const;

    [[nodiscard]] int itemCount() const override;
    [[nodiscard]] QString itemName(int index) const override;
    [[nodiscard]] QString itemValue(int index) const override;
    [[nodiscard]] QRect itemRect(int index) const override;
    [[nodiscard]] int itemAt(QPoint position) const override;
    [[nodiscard]] int currentItem() const override { return m_item.value_or(-1); }

    QSize sizeHint() const override { return {480, 320}; }
    QSize minimumSizeHint() const override { return {200, 140}; }

Q_SIGNALS:
    void chosen(int item); ///< double click on an item, or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setItem(std::optional<int> item);

    std::shared_ptr<const SweepChart> m_chart;
    QString m_text;
    const Tokens* m_tokens = nullptr;
    std::optional<int> m_item;
};

} // namespace shardscape
