// SPDX-License-Identifier: GPL-3.0-or-later
// The input of a prediction: a number with its unit, a choice, or an object that was clicked in the mesh or the fabric. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/lesson/lesson_session.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace shardscape {

class PredictionForm : public QWidget {
    Q_OBJECT
public:
    PredictionForm(AppContext& context, LessonSession& session, QWidget* parent = nullptr);

    /// Asks a question anew.
    void ask(const ReadyQuestion& question);

private:
    void addChoices(const ReadyQuestion& question);
    void followFocus();
    void updateButton();
    void lock();
    [[nodiscard]] std::optional<SpokenPrediction> entered() const;

    AppContext& m_context;
    LessonSession& m_session;
    ReadyQuestion m_question;
    qint64 m_object = -1;
    QLabel* m_ask;
    QLineEdit* m_number;
    QLabel* m_unit;
    QWidget* m_numberRow;
    QWidget* m_choiceBox = nullptr;
    QButtonGroup* m_choices = nullptr;
    QLabel* m_pointed;
    QLineEdit* m_student;
    QPushButton* m_lock;
    QVBoxLayout* m_layout;
};

} // namespace shardscape
