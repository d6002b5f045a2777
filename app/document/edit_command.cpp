// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/edit_command.h"

#include "document/document.h"

namespace shardscape {

EditCommand::EditCommand(Document& document, const QString& text, Scenario after, int gesture)
    : QUndoCommand{text}, m_document{document}, m_before{document.scenario()}, m_after{std::move(after)}, m_gesture{gesture}
{
}

void EditCommand::undo() { m_document.apply(m_before); }

void EditCommand::redo() { m_document.apply(m_after); }

bool EditCommand::mergeWith(const QUndoCommand* other)
{
    const auto* next = static_cast<const EditCommand*>(other); // all commands with an id are EditCommands
    if (next->m_gesture != m_gesture)
        return false;
    m_after = next->m_after;
    setText(next->text());
    setObsolete(m_after == m_before);
    return true;
}

} // namespace shardscape
