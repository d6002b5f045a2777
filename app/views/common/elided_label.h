// SPDX-License-Identifier: GPL-3.0-or-later
// A line of text that ends in "…" where there is no room for all of it; the whole text is its tool tip. GUI thread only.
#pragma once

#include <QWidget>

namespace shardscape {

class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

} // namespace shardscape
