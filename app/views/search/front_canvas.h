// SPDX-License-Identifier: GPL-3.0-or-later
// The front of a search as a widget: hover, click and keys on its plans, each of them a child in the accessibility tree. Knows neither
// document nor hub. GUI thread only.
#pragma once

#include "views/common/painted_items.h"
#include "views/search/front_painter.h"

#include <QWidget>

#include <functional>

namespace shardscape {

class FrontCanvas : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit FrontCanvas(QWidget* parent = nullptr);

    /// Keeps the hovered plan where it is still there.
    void setPicture(FrontPicture picture);
    [[nodiscard]] const FrontPicture& picture() const { return m_picture; }
    void setTokens(const Tokens& tokens);
    /// What stands there while there is no plan.
    void setEmptyText(const QString& text);
    /// The words of a plan, for its tool tip and for screen readers.
    void setWordsOf(std::function<QString(const SearchPoint&)> words) { m_words = std::move(words); }
    [[nodiscard]] FrontPlot plotNow() const;
    [[nodiscard]] std::optional<std::size_t> point() const { return m_point; }
    /// Everything on the present ground, for the screen and for files.
    void paintPicture(QPainter& painter) const;

    QSize sizeHint() const override { return {420, 300}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

    [[nodiscard]] int itemCount() const override { return static_cast<int>(m_picture.size()); }
    [[nodiscard]] QString itemName(int index) const override;
    [[nodiscard]] QString itemValue(int index) const override;
    [[nodiscard]] QRect itemRect(int index) const override;
    [[nodiscard]] int itemAt(QPoint position) const override;
    [[nodiscard]] int currentItem() const override { return m_point ? static_cast<int>(*m_point) : -1; }

Q_SIGNALS:
    void hovered(int index); ///< into the picture's points; -1 = none
    void picked(int index);  ///< a click on a plan, or a key that goes to it
    void chosen(int index);  ///< a double click on a plan, or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setPoint(std::optional<std::size_t> point);

    FrontPicture m_picture;
    const Tokens* m_tokens = nullptr;
    QString m_emptyText;
    std::function<QString(const SearchPoint&)> m_words;
    std::optional<std::size_t> m_point;
};

} // namespace shardscape
