// SPDX-License-Identifier: GPL-3.0-or-later
// The one undo command: the scenario before and after. Scenarios are small values (a placement of 16,384 ranks has 64 KiB), so whole
// copies are simpler and safer than one command per field. GUI thread only.
#pragma once

#include "plan/scenario.h"

#include <QUndoCommand>

namespace shardscape {

class Document;

class EditCommand : public QUndoCommand {
public:
    /// \param gesture commands of the same non-zero gesture merge
    EditCommand(Document& document, const QString& text, Scenario after, int gesture);

    void undo() override;
    void redo() override;
    [[nodiscard]] int id() const override { return m_gesture == 0 ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    Document& m_document;
    Scenario m_before;
    Scenario m_after;
    int m_gesture;
};

} // namespace shardscape
