// SPDX-License-Identifier: GPL-3.0-or-later
// A text field for pasted commands and logs. Texts too long to edit, and files that are dropped, are kept aside and named instead of being
// shown. GUI thread only.
#pragma once

#include <QPlainTextEdit>

#include <string>

namespace shardscape {

class PasteEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit PasteEdit(QWidget* parent = nullptr);

    /// Takes a text as if it had been pasted.
    void take(const QString& text);
    /// Path of the dropped or chosen file; empty = none.
    [[nodiscard]] QString file() const { return m_file; }
    /// What is to be read when there is no file.
    [[nodiscard]] std::string text() const;
    void setFile(const QString& path);

Q_SIGNALS:
    void changed();

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    void keepAside(const QString& shown);

    QString m_file;
    QString m_long; ///< a text that is not shown
    bool m_placing = false;
};

} // namespace shardscape
