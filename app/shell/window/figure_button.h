// SPDX-License-Identifier: GPL-3.0-or-later
// One key figure as a button: a small caption over a bold value, a mark before the caption where there is a verdict. GUI thread only.
#pragma once

#include "shell/tokens.h"

#include <QPixmap>
#include <QToolButton>

namespace shardscape {

class FigureButton : public QToolButton {
    Q_OBJECT
public:
    static constexpr int markSide = 13; ///< logical pixels

    explicit FigureButton(QWidget* parent = nullptr);

    struct Texts {
        QString caption;
        QString value;
        QString range; ///< small behind the value; empty = none
    };
    void setFigure(const Texts& texts, const Tokens& tokens);
    void setMark(const QPixmap& mark, const QColor& captionColor);
    /// A change behind the caption, which has room for it at all times so that the bar keeps its places; empty = none.
    void setDelta(const QString& delta, const QColor& color);
    [[nodiscard]] QString delta() const { return m_delta; }
    /// A stale figure belongs to an older plan; it is drawn in the muted color.
    void setStale(bool stale);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont captionFont() const;
    [[nodiscard]] QFont valueFont() const;

    Texts m_texts;
    QPixmap m_mark;
    QString m_delta;
    QColor m_deltaColor;
    QColor m_captionColor;
    QColor m_valueColor;
    QColor m_staleColor;
    bool m_stale = false;
};

} // namespace shardscape
