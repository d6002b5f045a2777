// SPDX-License-Identifier: GPL-3.0-or-later
// The note of a scenario: plain text as high as its lines, up to some, so that an empty note costs one line of the panel. GUI thread only.
#pragma once

#include <QPlainTextEdit>

namespace shardscape {

class NoteEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit NoteEdit(QWidget* parent = nullptr);

    /// Shows a text without telling anybody; the cursor stays where it is if the text is the one shown.
    void load(const QString& text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

Q_SIGNALS:
    void edited(const QString& text); ///< by a person
    void finished();                  ///< the keyboard went elsewhere

protected:
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool m_loading = false;
};

} // namespace shardscape
