// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/scenario/scenario_editor.h"

namespace shardscape {

namespace {
constexpr int burstMilliseconds = 1200;
}

ScenarioEditor::ScenarioEditor(Document& document, QObject* parent) : QObject{parent}, m_document{document}
{
    m_burst.setSingleShot(true);
    m_burst.setInterval(burstMilliseconds);
    connect(&m_burst, &QTimer::timeout, this, &ScenarioEditor::endBurst);
    connect(&document.undoGroup(), &QUndoGroup::indexChanged, this, [this] {
        if (!m_editing)
            endBurst();
    });
}

void ScenarioEditor::change(const FieldChange& words, const std::function<void(Scenario&)>& apply)
{
    if (m_gesture == 0 || words.path != m_path) {
        m_gesture = m_document.newGesture();
        m_path = words.path;
        m_start = words.before;
    }
    m_burst.start();
    Scenario after = m_document.scenario();
    apply(after);
    m_editing = true;
    m_document.edit(tr("%1: %2 → %3").arg(words.name, m_start, words.after), after, m_gesture);
    m_editing = false;
}

void ScenarioEditor::endBurst()
{
    m_burst.stop();
    m_gesture = 0;
}

} // namespace shardscape
