// SPDX-License-Identifier: GPL-3.0-or-later
// Turns edits of single fields into named steps of the history. Edits of one field within a typing burst are one gesture and read
// "name: value at the start → value at the end". GUI thread only.
#pragma once

#include "document/document.h"

#include <QTimer>

#include <functional>

namespace shardscape {

/// One change of one field, in words.
struct FieldChange {
    QString path; ///< JSON pointer of the field; a burst ends when another field is edited
    QString name; ///< for a person: "Tensor parallel"
    QString before;
    QString after;
};

class ScenarioEditor : public QObject {
    Q_OBJECT
public:
    explicit ScenarioEditor(Document& document, QObject* parent = nullptr);

    void change(const FieldChange& words, const std::function<void(Scenario&)>& apply);
    /// The next edit starts a step of its own.
    void endBurst();

private:
    Document& m_document;
    QTimer m_burst;
    QString m_path;
    QString m_start;
    int m_gesture = 0;
    bool m_editing = false;
};

} // namespace shardscape
